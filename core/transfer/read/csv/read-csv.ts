import type { ByteSource } from '../bytes/byte-source.ts';
import { inBatches } from '../in-batches.ts';
import { recordLimits, recordTooLarge, recordTooWide } from '../record-limits.ts';
import { sourceFailure } from '../source-failure.ts';
import type { RawRecord, SourceItem } from '../source-record.ts';
import type { TextLayout } from '../text/decode-text.ts';
import { readText } from '../text/text-source.ts';
import type { ProblemKind } from '../../transfer-types.ts';
import { fromOwnCells } from './own-columns.ts';
import { RowSplitter, UnclosedQuote, type Row } from './split-rows.ts';

/** How a table in text is laid out, as a look at its beginning has shown. */
export interface TableLayout extends TextLayout {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** This program wrote it. */
  readonly isOwn: boolean;
  /** What stands above the records: the header, and above that a line that names the delimiter, or a title. */
  readonly rowsToSkip: number;
}

/** The rows of a table in text below its header, as records. Throws a `KnowledgeError` of kind invalid-file. */
export async function* readCsv(
  bytes: ByteSource,
  layout: TableLayout,
): AsyncGenerator<readonly SourceItem[]> {
  const splitter = new RowSplitter(layout.delimiter);
  const toItem = itemMaker(layout);
  let above = layout.rowsToSkip;
  const below = (rows: readonly Row[]): readonly Row[] => {
    const left = rows.slice(above);
    above = Math.max(0, above - rows.length);
    return left;
  };
  for await (const pieces of readText(bytes, layout)) {
    const rows: Row[] = [];
    for (const text of pieces) rows.push(...splitter.push(text));
    yield* inBatches(below(rows).map(toItem));
  }
  yield* inBatches(below(lastRows(splitter, bytes.name)).map(toItem));
}

function lastRows(splitter: RowSplitter, name: string): readonly Row[] {
  try {
    return splitter.end();
  } catch (caught) {
    if (!(caught instanceof UnclosedQuote)) throw caught;
    throw sourceFailure(
      'invalid-file',
      `${name} cannot be read: a quote in the row that begins in line ${caught.line} is never closed.`,
      'Close it there, or take that row out.',
      { cause: caught },
    );
  }
}

function itemMaker({ columns, isOwn, encoding }: TableLayout): (row: Row) => SourceItem {
  const makeRaw = isOwn ? fromOwnCells : columns.includes('__proto__') ? fromAnyCells : fromCells;
  let record = 0;
  return ({ line, cells, problem, isUnsound }) => {
    record += 1;
    const where = `line ${line}`;
    const reject = (kind: ProblemKind, reason: string): SourceItem => ({
      kind: 'rejected',
      rejected: { record, where, title: titleIn(columns, cells), kind, reason },
    });
    if (problem === 'too-large') return reject('too-large', recordTooLarge);
    if (problem === 'unclosed') {
      return reject(
        'not-readable',
        `A quote is opened in column ${nameOf(columns, cells)} and not closed; reading went on with the next line.`,
      );
    }
    if (problem === 'stray') {
      return reject(
        'not-readable',
        `A quote in column ${nameOf(columns, cells)} is not closed where it should be; reading went on with the next line.`,
      );
    }
    if (isUnsound) return reject('not-readable', unsound(cells, encoding));
    if (cells.length > recordLimits.columns) return reject('too-large', recordTooWide(cells.length));
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
      return reject(
        'not-readable',
        `It has ${cells.length} cells, and the header names ${columns.length} columns: a quote or a delimiter is wrong.`,
      );
    }
    return { kind: 'entry', record, where, raw: makeRaw(columns, cells) };
  };
}

function fromCells(columns: readonly string[], cells: readonly string[]): RawRecord {
  const raw: Record<string, string> = {};
  const length = Math.min(columns.length, cells.length);
  for (let place = 0; place < length; place += 1) raw[columns[place] ?? ''] = cells[place] ?? '';
  return raw;
}

/** Also for a column that is named like a part of every object. */
function fromAnyCells(columns: readonly string[], cells: readonly string[]): RawRecord {
  return Object.fromEntries(columns.slice(0, cells.length).map((column, place) => [column, cells[place]]));
}

function nameOf(columns: readonly string[], cells: readonly string[]): string {
  return JSON.stringify(columns[cells.length] ?? cells.length + 1);
}

function unsound(cells: readonly string[], encoding: string): string {
  return cells.some((cell) => cell.includes('\0'))
    ? 'It holds a NUL character.'
    : `It holds bytes that are no text in ${encoding.toUpperCase()}.`;
}

/** Copied, since a part of a text would keep the whole text in memory for as long as it is listed. */
function titleIn(columns: readonly string[], cells: readonly string[]): string | null {
  const title = cells[columns.findIndex((column) => column.toLowerCase() === 'title')];
  return title === undefined ? null : Buffer.from(title.slice(0, 200).toWellFormed()).toString();
}
