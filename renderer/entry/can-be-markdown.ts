/** Deeper lists and quotations than anybody writes, which take the Markdown reader seconds or more memory than there is. */
const deepestNesting = 20;
/** More stars and underscores than these in one text are no emphasis but a pattern. */
const mostEmphasis = 3_000;

const containerMarks = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+/u;

/** Whether a text can be read as Markdown in no time. Texts made to be slow are shown as they were typed. */
export function canBeMarkdown(text: string): boolean {
  const emphasis = text.match(/[*_]+/gu)?.length ?? 0;
  if (emphasis > mostEmphasis) return false;
  return text.split('\n').every((line) => nesting(line) <= deepestNesting);
}

function nesting(line: string): number {
  const marks = containerMarks.exec(line)?.[0] ?? '';
  const indents = /^[ \t]*/u.exec(line)?.[0].length ?? 0;
  return (marks.match(/[>.)*+-]/gu)?.length ?? 0) + (marks === '' ? 0 : indents / 2);
}
