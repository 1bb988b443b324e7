import type { Cancellation } from '../../search/cancellation.ts';
import type { Store } from '../../store/store.ts';
import type { ExportReport, ExportRequest, TransferProgress } from '../transfer-types.ts';

/**
 * Writes the knowledge base, or a selection of it, to a file as it is at one instant. The file gets its name once it is whole and on the disk; one that
 * fails or is cancelled leaves nothing behind.
 */
export function exportTo(
  _store: Store,
  _request: ExportRequest,
  _onProgress: (progress: TransferProgress) => void = () => undefined,
  _signal?: Cancellation,
): Promise<ExportReport> {
  throw new Error('Not written yet.');
}
