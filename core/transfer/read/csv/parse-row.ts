/** What is wrong with a row in whose quotes one cannot trust. */
export type RowProblem =
  /** A quote is opened and not closed before the end. */
  | 'unclosed'
  /** A quoted cell over several lines has other quotes in it, so that it may have swallowed rows. */
  | 'stray';

export interface ParsedRow {
  readonly cells: readonly string[];
  readonly problem: RowProblem | null;
  /** The place after the row. Where there is a problem, after the line in which the quote was opened. */
  readonly end: number;
  /** How many lines it takes up. */
  readonly lines: number;
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Parses one row at a place; null where the text ends before it does and more is to come. A quote inside a cell that does not begin with one stands for
 * itself, as does one in a quoted cell that nothing that ends a cell follows, as long as the cell stays on one line.
 */
export function parseRow(text: string, start: number, delimiter: string, isEnd: boolean): ParsedRow | null {
  const separator = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    if (text.charCodeAt(at) === quote) {
      const cell = parseQuoted(text, at, separator, isEnd);
      if (cell === null) return null;
      if (cell.problem !== null) {
        const end = lineEnd(text, at);
        return { cells, problem: cell.problem, end, lines };
      }
      cells.push(cell.value);
      lines += cell.breaks;
      at = cell.end;
    } else {
      const from = at;
      at = endOfPlain(text, at, separator);
      if (at === text.length && !isEnd) return null;
      cells.push(text.slice(from, at));
    }
    const code = text.charCodeAt(at);
    if (code === separator) {
      at += 1;
      continue;
    }
    if (code === carriageReturn) {
      if (at + 1 === text.length && !isEnd) return null;
      at += text.charCodeAt(at + 1) === lineFeed ? 2 : 1;
    } else if (code === lineFeed) at += 1;
    return { cells, problem: null, end: at, lines };
  }
}

interface QuotedCell {
  readonly value: string;
  readonly end: number;
  readonly breaks: number;
  readonly problem: RowProblem | null;
}

function parseQuoted(text: string, start: number, separator: number, isEnd: boolean): QuotedCell | null {
  let value = '';
  let from = start + 1;
  let search = from;
  let hasStray = false;
  let breaks = 0;
  for (;;) {
    const found = text.indexOf('"', search);
    if (found < 0) return isEnd ? troubled('unclosed') : null;
    breaks += countBreaks(text, search, found);
    // Whatever follows cannot mend it, and need not be looked at.
    if (hasStray && breaks > 0) return troubled('stray');
    if (found + 1 === text.length && !isEnd) return null;
    if (text.charCodeAt(found + 1) === quote) {
      value += text.slice(from, found + 1);
      from = found + 2;
      search = from;
      continue;
    }
    const end = afterBlanks(text, found + 1, separator);
    if (end === text.length && !isEnd) return null;
    if (end === text.length || endsCell(text.charCodeAt(end), separator))
      return { value: value + text.slice(from, found), end, breaks, problem: null };
    if (breaks > 0) return troubled('stray');
    hasStray = true;
    search = found + 1;
  }
}

function troubled(problem: RowProblem): QuotedCell {
  return { value: '', end: 0, breaks: 0, problem };
}

/** Blanks between a closing quote and what ends the cell do no harm. */
function afterBlanks(text: string, start: number, separator: number): number {
  let at = start;
  if (separator !== 0x20) while (text.charCodeAt(at) === 0x20) at += 1;
  return at;
}

function endsCell(code: number, separator: number): boolean {
  return code === separator || code === lineFeed || code === carriageReturn;
}

function endOfPlain(text: string, start: number, separator: number): number {
  const length = text.length;
  for (let at = start; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator || code === lineFeed || code === carriageReturn) return at;
  }
  return length;
}

function lineEnd(text: string, start: number): number {
  const end = endOfPlain(text, start, lineFeed);
  if (text.charCodeAt(end) === carriageReturn && text.charCodeAt(end + 1) === lineFeed) return end + 2;
  return Math.min(text.length, end + 1);
}

/** Line ends of any kind in a part of a text. */
export function countBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) count += 1;
  }
  return count;
}
