import { runFileWork } from '../../backup/run-file-work.ts';
import type { Cancellation } from '../../search/cancellation.ts';
import type { Store } from '../../store/store.ts';
import type { ExportReport, ExportRequest, TransferProgress } from '../transfer-types.ts';
import { findTarget, type Target } from './find-target.ts';
import { inWords, writeExport } from './write-export.ts';

/**
 * Of a database up to this size everything is written to one file in less time than a thread takes to start and to pay off, and this thread is free again after every few
 * hundred entries. Many files keep it busy for longer.
 */
const smallBytes = 250_000_000;

/**
 * Writes the knowledge base, or a selection of it, to a file as it is at one instant. The file gets its name once it is whole and on the disk; one that
 * fails or is cancelled leaves nothing behind. A SQLite file is read on a connection of its own, a large one in a thread of its own.
 * Throws a `KnowledgeError` of kind file-exists, file-missing, read-only-file, disk-full, invalid-request or cancelled.
 */
export async function exportTo(
  store: Store,
  request: ExportRequest,
  onProgress: (progress: TransferProgress) => void = () => undefined,
  signal?: Cancellation,
): Promise<ExportReport> {
  const target = targetOf(store, request);
  const report = (done: number, total: number): void => onProgress(progressOf(done, total));
  if (store.engine === 'postgresql') return writeExport(store, target, request, report, signal);
  const file = store.copy?.file ?? store.path;
  return runFileWork(
    'export',
    file,
    { file, target, request },
    { onProgress: report, signal, ...(target.format === 'markdown' ? {} : { smallBytes }) },
  );
}

function targetOf(store: Store, request: ExportRequest): Target {
  try {
    return findTarget(request, store.engine === 'sqlite' ? store.path : null);
  } catch (caught) {
    throw inWords(caught, request.path);
  }
}

function progressOf(done: number, total: number): TransferProgress {
  const phase = total === 0 ? 'looking' : done < total ? 'writing' : 'finishing';
  return { phase, done, total, unit: 'records', records: done };
}
