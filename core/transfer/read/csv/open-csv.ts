import type { SourceOptions } from '../../transfer-types.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { recordLimits } from '../record-limits.ts';
import { sourceFailure } from '../source-failure.ts';
import type { Source } from '../source-record.ts';
import type { TextLayout } from '../text/decode-text.ts';
import { headText } from '../text/text-source.ts';
import { columnNames } from './column-names.ts';
import { isOwnTable } from './own-columns.ts';
import { readCsv, type TableLayout } from './read-csv.ts';
import { firstRows, rowsAbove, separatorLine, sniffDelimiter } from './sniff-delimiter.ts';
import type { Row } from './split-rows.ts';

/** Opens a table in text for reading. Throws a `KnowledgeError` of kind invalid-file, and closes it then. */
export async function openCsv(bytes: ByteSource, text: TextLayout, options: SourceOptions): Promise<Source> {
  try {
    const layout = findTable(bytes, text, options);
    return {
      format: 'csv',
      encoding: layout.encoding,
      delimiter: layout.delimiter,
      native: layout.isOwn,
      sizeBytes: bytes.sizeBytes,
      position: bytes.position,
      columns: layout.columns,
      items: () => readCsv(bytes, layout),
      close: () => bytes.close(),
    };
  } catch (caught) {
    await bytes.close();
    throw caught;
  }
}

function findTable(bytes: ByteSource, text: TextLayout, options: SourceOptions): TableLayout {
  const head = headText(bytes, text);
  const separator = separatorLine(head);
  const table = head.slice(separator?.length ?? 0);
  const delimiter =
    options.delimiter ??
    separator?.delimiter ??
    sniffDelimiter(table, bytes.isHeadWhole)?.delimiter ??
    (bytes.ending === 'tsv' ? '\t' : ',');
  const rows = firstRows(table, bytes.isHeadWhole, delimiter);
  const above = rowsAbove(rows);
  const columns = columnNames(headerOf(rows[above], bytes.name));
  const rowsToSkip = above + (separator === null ? 1 : 2);
  return { ...text, delimiter, columns, isOwn: isOwnTable(columns), rowsToSkip };
}

function headerOf(header: Row | undefined, name: string): readonly string[] {
  if (header === undefined || header.problem !== null || header.isUnsound) {
    throw sourceFailure(
      'invalid-file',
      `${name} has no row of column names that can be read at its beginning.`,
      'See that its first line names the columns, or choose another encoding.',
    );
  }
  if (header.cells.length > recordLimits.columns) {
    throw sourceFailure(
      'invalid-file',
      `${name} has ${header.cells.length.toLocaleString('en')} columns; at most ${recordLimits.columns.toLocaleString('en')} are read.`,
      'Take out the columns that you do not need.',
    );
  }
  return header.cells;
}
