import { RowSplitter, type Row } from './split-rows.ts';

export const delimiters = [',', ';', '\t', '|'] as const;

/** So much of the text is looked at, and so many rows of it. */
const lookedLength = 65_536;
const lookedRows = 100;

/** More rows above a header are none. */
const mostAbove = 10;

export interface SniffedDelimiter {
  readonly delimiter: string;
  /** Of the rows looked at: the share with as many cells as the header. */
  readonly agreement: number;
  /** Cells in the header. */
  readonly columns: number;
}

/** The character that splits the first rows most evenly into more than one cell; null where none does. */
export function sniffDelimiter(head: string, isWhole: boolean): SniffedDelimiter | null {
  const candidates = delimiters.flatMap((delimiter) => {
    const found = tryDelimiter(head, isWhole, delimiter);
    return found === null ? [] : [found];
  });
  return candidates.toSorted(better)[0] ?? null;
}

/** Excel's first line that names the delimiter, with its line end. */
export function separatorLine(text: string): { readonly delimiter: string; readonly length: number } | null {
  const found = /^"?sep=(.)"?(?:\r\n|\r|\n)/iu.exec(text);
  return found === null ? null : { delimiter: found[1] ?? ',', length: found[0].length };
}

function tryDelimiter(head: string, isWhole: boolean, delimiter: string): SniffedDelimiter | null {
  const rows = firstRows(head, isWhole, delimiter);
  const looked = rows.slice(rowsAbove(rows));
  const columns = looked[0]?.cells.length ?? 0;
  if (columns < 2) return null;
  const fitting = looked.filter(({ cells, problem }) => problem === null && cells.length === columns).length;
  return { delimiter, agreement: fitting / looked.length, columns };
}

/** The rows at the beginning of a text, a hundred at most; the last one may be missing where the text goes on. */
export function firstRows(head: string, isWhole: boolean, delimiter: string): readonly Row[] {
  const splitter = new RowSplitter(delimiter);
  const rows = splitter.push(head.slice(0, lookedLength));
  if (rows.length === 0) rows.push(...splitter.push(head.slice(lookedLength)));
  if (isWhole && (head.length <= lookedLength || rows.length === 0)) rows.push(...splitter.end());
  return rows.slice(0, lookedRows);
}

/** How many rows stand above the header: reports begin with a title and such, alone in their rows. */
export function rowsAbove(rows: readonly Row[]): number {
  const widths = rows.map(({ cells }) => cells.length).toSorted((one, other) => one - other);
  if ((widths[Math.floor(widths.length / 2)] ?? 0) < 3) return 0;
  const above = rows.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1);
  return above > mostAbove ? 0 : Math.max(0, above);
}

/** Agreement counts first, unless it differs so little that a ragged row or two explain it. */
function better(one: SniffedDelimiter, other: SniffedDelimiter): number {
  if (Math.abs(one.agreement - other.agreement) > 0.2) return other.agreement - one.agreement;
  return other.columns - one.columns;
}
