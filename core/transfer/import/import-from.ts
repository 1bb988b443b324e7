import type { Cancellation } from '../../search/cancellation.ts';
import type { Store } from '../../store/store.ts';
import type { ImportReport, ImportRequest, TransferProgress } from '../transfer-types.ts';

/**
 * Brings a file, a folder or another knowledge base in, all in one transaction: an import that fails, is cancelled or is killed leaves the knowledge base as it was.
 * Throws a `KnowledgeError`.
 */
export function importFrom(
  _store: Store,
  _request: ImportRequest,
  _onProgress: (progress: TransferProgress) => void = () => undefined,
  _signal?: Cancellation,
): Promise<ImportReport> {
  throw new Error('Not written yet.');
}
