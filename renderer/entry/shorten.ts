/** Lines longer than this are broken in the middle rather than shown whole, in UTF-16 code units. */
const longestLine = 2_000;

/** At most `most` UTF-16 code units of the text, cut at the end of a line where one is near, and never within a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const lineEnd = cut.lastIndexOf('\n');
  if (lineEnd > most - longestLine) return cut.slice(0, lineEnd);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
