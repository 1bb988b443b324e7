import { checkActor } from '../../entries/validate-entry.ts';
import { unwrap } from '../../failure.ts';
import { stopIfAborted, type Cancellation } from '../../search/cancellation.ts';
import { ManyRowsSession } from '../../store/many-rows.ts';
import { inTransaction, type Store } from '../../store/store.ts';
import type { ImportReport, ImportRequest, TransferProgress } from '../transfer-types.ts';
import type { ImportContext } from './import-context.ts';
import { SourceImport } from './import-source.ts';
import { ImportTally, tallied } from './import-tally.ts';
import { openPrepared } from './open-prepared.ts';
import type { PreparedSource } from './prepared-source.ts';
import { refuseImport } from './refuse-import.ts';
import { withSafetyBackup } from './safety-backup.ts';
import { dropTemporaryTables, keepOthersOut, withSmallCache } from './transaction.ts';

/** Writes entries that do not say who wrote them, where nobody is named. */
const unnamedActor = 'import';

type Brought = Omit<ImportReport, 'backup' | 'durationMs'>;

/**
 * Brings a file, a folder or another knowledge base in, all in one transaction: an import that fails, is cancelled or is killed leaves the knowledge base as it was.
 * Throws a `KnowledgeError`.
 */
export async function importFrom(
  store: Store,
  request: ImportRequest,
  onProgress: (progress: TransferProgress) => void = () => undefined,
  signal?: Cancellation,
): Promise<ImportReport> {
  const began = performance.now();
  onProgress({ phase: 'looking', done: 0, total: 0, unit: 'bytes', records: 0 });
  refuseImport(store, request);
  const source = await openPrepared(request, { engine: store.engine, mapping: request.mapping ?? null });
  try {
    stopIfAborted(signal);
    const { result, backup } = await withSafetyBackup(
      store,
      request,
      { onProgress, signal },
      (stopIfChanged) =>
        withSmallCache(store, () => bringIn({ store, source, request, onProgress, signal, stopIfChanged })),
    );
    return { ...result, backup, durationMs: performance.now() - began };
  } finally {
    await source.close();
  }
}

interface Work {
  readonly store: Store;
  readonly source: PreparedSource;
  readonly request: ImportRequest;
  readonly onProgress: (progress: TransferProgress) => void;
  readonly signal: Cancellation | undefined;
  /** Throws where something was written since the backup. */
  readonly stopIfChanged: () => void;
}

/** Ends the transaction of a dry run, which leaves nothing behind. */
class NothingKept extends Error {
  readonly brought: Brought;

  constructor(brought: Brought) {
    super('A dry run has ended.');
    this.brought = brought;
  }
}

async function bringIn(work: Work): Promise<Brought> {
  const { store, request, stopIfChanged } = work;
  try {
    return await inTransaction(store, async (db) => {
      await keepOthersOut(store, db);
      stopIfChanged();
      const { brought, lastly } = await bringInAll(work, db);
      stopIfAborted(work.signal);
      if (request.dryRun === true) throw new NothingKept(brought);
      dropTemporaryTables(store);
      for (const last of lastly) await last();
      return brought;
    });
  } catch (caught) {
    if (caught instanceof NothingKept) return caught.brought;
    throw caught;
  }
}

async function bringInAll(
  { store, source, request, onProgress, signal }: Work,
  db: ImportContext['db'],
): Promise<{ readonly brought: Brought; readonly lastly: ImportContext['lastly'] }> {
  const { path, mode = 'merge', dryRun = false } = request;
  const tally = new ImportTally(request);
  const context: ImportContext = {
    store,
    db,
    rows: new ManyRowsSession(store, db),
    tally,
    actor: unwrap(checkActor(request.actor ?? unnamedActor)),
    now: new Date().toISOString(),
    dryRun,
    lastly: [],
    stopIfCancelled: () => stopIfAborted(signal),
  };
  const replaces = mode === 'replace';
  const isSelected = request.selection !== undefined;
  const work = new SourceImport(context, source, { replaces, isSelected, onProgress });
  await work.run();
  const { format, encoding, mapping } = source.info;
  const brought = {
    path,
    format,
    encoding,
    schemaVersion: work.header?.schemaVersion ?? null,
    mode,
    dryRun,
    ...tallied(tally),
    removed: work.removed,
    settings: work.header?.settings ?? null,
    mapping,
  };
  return { brought, lastly: context.lastly };
}
