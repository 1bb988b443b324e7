import type { Store } from '../../store/store.ts';
import { RecordChecksum } from '../read/record-checksum.ts';
import type { RawRecord, SourceItem } from '../read/source-record.ts';
import type { EntrySelection } from '../transfer-types.ts';
import { findContent, readContent } from './content.ts';

/** Everything that an export of `selection` holds, in its fixed order: a header, entries by id, rows of tables with parents before children, an end. Runs in the caller's snapshot. */
export async function* readRecords(
  store: Store,
  selection: EntrySelection | undefined,
): AsyncGenerator<readonly SourceItem[]> {
  const content = await findContent(store, selection);
  const { schemaVersion, counts } = content;
  yield [{ kind: 'header', schemaVersion, counts, settings: null }];
  const checksum = new RecordChecksum();
  let record = 0;
  for await (const batch of readContent(store, content)) {
    if (batch.kind === 'entries') {
      yield batch.entries.map((entry) => {
        record += 1;
        const raw: RawRecord = { ...entry };
        checksum.entry(raw, null);
        return { kind: 'entry', record, where: null, raw };
      });
    } else {
      const { table, rows } = batch;
      yield rows.map((row) => {
        record += 1;
        checksum.row(table, row, null);
        return { kind: 'row', record, table, row };
      });
    }
  }
  yield [{ kind: 'end', stated: null, found: checksum.finish() }];
}
