/** What a spreadsheet program would run, or this escape of it. */
const looksLikeFormula = /^'*[=+\-@\t\r]/;
const isEscaped = /^'+[=+\-@\t\r]/;

/** Puts an apostrophe before a cell that a spreadsheet program would take for a formula. */
export function escapeFormula(cell: string): string {
  return looksLikeFormula.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `escapeFormula`. */
export function unescapeFormula(cell: string): string {
  return isEscaped.test(cell) ? cell.slice(1) : cell;
}
