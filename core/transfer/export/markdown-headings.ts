/** A line that would be taken for the beginning of one of the two parts of an entry, or this escape of it. */
const headings = /^\\*## (?:Problem|Solution)[ \t\r]*$/gm;
const escaped = /^\\(?=\\*## (?:Problem|Solution)[ \t\r]*$)/gm;

/** Puts a backslash before each line of a text that reads like one of the headings around it. */
export function escapeHeadings(text: string): string {
  return text.replaceAll(headings, String.raw`\$&`);
}

/** The text as it was before `escapeHeadings`. */
export function unescapeHeadings(text: string): string {
  return text.replaceAll(escaped, '');
}
