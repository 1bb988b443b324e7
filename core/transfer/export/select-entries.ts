import type { Store } from '../../store/store.ts';
import type { EntrySelection } from '../transfer-types.ts';

/** The numbers of the entries that answer to a selection, in the order of their ids; null for all. Throws a `KnowledgeError` of kind invalid-request where the query or a time cannot be understood. */
export function selectEntries(
  _store: Store,
  _selection: EntrySelection | undefined,
): Promise<readonly number[] | null> {
  throw new Error('Not written yet.');
}
