import type { Store } from '../../store/store.ts';
import type { SourceItem } from '../read/source-record.ts';
import type { EntrySelection } from '../transfer-types.ts';

/** Everything that an export of `selection` holds, in its fixed order: a header, entries by id, rows of tables with parents before children, an end. Runs in the caller's snapshot. */
export function readRecords(
  _store: Store,
  _selection: EntrySelection | undefined,
): AsyncGenerator<readonly SourceItem[]> {
  throw new Error('Not written yet.');
}
