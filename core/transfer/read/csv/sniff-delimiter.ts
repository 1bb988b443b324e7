import { RowSplitter } from './split-rows.ts';

export const delimiters = [',', ';', '\t', '|'] as const;

/** So much of the text is looked at, and so many rows of it. */
const lookedLength = 65_536;
const lookedRows = 100;

export interface SniffedDelimiter {
  readonly delimiter: string;
  /** Of the rows looked at: the share with as many cells as the first. */
  readonly agreement: number;
  /** Cells in the first row. */
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
  const splitter = new RowSplitter(delimiter);
  const text = head.slice(0, lookedLength);
  const rows = splitter.push(text);
  if (isWhole && head.length <= lookedLength) rows.push(...splitter.end());
  const looked = rows.slice(0, lookedRows);
  const columns = looked[0]?.cells.length ?? 0;
  if (columns < 2) return null;
  const fitting = looked.filter(({ cells, problem }) => problem === null && cells.length === columns).length;
  return { delimiter, agreement: fitting / looked.length, columns };
}

/** Agreement counts first, unless it differs so little that a ragged row or two explain it. */
function better(one: SniffedDelimiter, other: SniffedDelimiter): number {
  if (Math.abs(one.agreement - other.agreement) > 0.2) return other.agreement - one.agreement;
  return other.columns - one.columns;
}
