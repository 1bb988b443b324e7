import type {
  Backup,
  BackupEntry,
  BackupOptions,
  BackupProgress,
  BackupVerification,
  EntryRecovery,
  SalvageReport,
} from '../backup/backup.ts';
import type { RestoreReport } from '../backup/restore-report.ts';
import type { Entry, EntryId, EntryPatch, NewEntry, Revision } from '../entries/entry.ts';
import { succeed, unwrap, type Outcome } from '../failure.ts';
import type { Cancellation } from '../search/cancellation.ts';
import type {
  EntrySummary,
  Facets,
  SearchOptions,
  SearchPage,
  SearchResult,
} from '../search/search-types.ts';
import type {
  ExportReport,
  ExportRequest,
  ImportPreview,
  ImportReport,
  ImportRequest,
  PreviewRequest,
  TransferProgress,
} from '../transfer/transfer-types.ts';
import type {
  Checklist,
  RehearsalReport,
  RollbackPlan,
  SchemaHistory,
  UpgradePlan,
  UpgradeProgress,
  UpgradeReport,
} from '../upgrade/upgrade-types.ts';
import type {
  CacheStats,
  DatabaseStatus,
  Health,
  KnowledgeBase,
  LoadProgress,
  PerformanceStatus,
  RollbackRequest,
  RollbackTarget,
  StarterReport,
  Stats,
  UpdateOptions,
  UpgradeRequest,
} from './knowledge-base.ts';
import { splitSignal, WorkerConnection } from './worker-connection.ts';
import type { LongMethod } from './worker-messages.ts';

export interface KnowledgeClientOptions {
  /** A SQLite file or a PostgreSQL URL. */
  readonly path: string;
  /** The module `knowledge-worker`, wherever the owner's build has put it. */
  readonly workerUrl: URL;
  /** Open it for reading only, and recover nothing. */
  readonly readOnly?: boolean;
  /** One thread for everything, for who asks one thing after another: it takes less memory. */
  readonly oneThread?: boolean;
}

export interface KnowledgeClient extends KnowledgeBase {
  /** Resolves once the database is open, or with why it is not. Never rejects. */
  readonly opened: Promise<Outcome<DatabaseStatus>>;
}

/**
 * Starts two threads over one database: one writes, and the other reads on a connection of its own, so that searching goes on
 * during long writes. A read that follows a write sees it.
 */
export function startKnowledgeClient({
  path,
  workerUrl,
  readOnly = false,
  oneThread = false,
}: KnowledgeClientOptions): KnowledgeClient {
  const writer = new WorkerConnection(workerUrl);
  return new ThreadedClient(path, readOnly, writer, oneThread ? writer : new WorkerConnection(workerUrl));
}

class ThreadedClient implements KnowledgeClient {
  readonly opened: Promise<Outcome<DatabaseStatus>>;
  readonly #writer: WorkerConnection;
  readonly #reader: WorkerConnection;
  /** Resolves once no restore is under way. */
  #replaced: Promise<void> = Promise.resolve();

  constructor(path: string, readOnly: boolean, writer: WorkerConnection, reader: WorkerConnection) {
    this.#writer = writer;
    this.#reader = reader;
    this.opened = open(path, readOnly, writer, reader);
  }

  /** Throws why the database is not open, if it is not: the reader may never have been asked to open it. */
  async #ready(): Promise<void> {
    unwrap(await this.opened);
    await this.#replaced;
  }

  async #write<T>(...[method, args, options]: Parameters<WorkerConnection['call']>): Promise<T> {
    await this.#ready();
    return this.#writer.call<T>(method, args, options);
  }

  async #read<T>(...[method, args, options]: Parameters<WorkerConnection['call']>): Promise<T> {
    await this.#ready();
    return this.#reader.call<T>(method, args, options);
  }

  addEntry(entry: NewEntry, actor?: string): Promise<EntryId> {
    return this.#write('addEntry', [entry, actor]);
  }

  getEntry(id: string): Promise<Entry> {
    return this.#read('getEntry', [id]);
  }

  updateEntry(id: string, patch: EntryPatch, options: UpdateOptions = {}): Promise<Entry> {
    return this.#write('updateEntry', [id, patch, options]);
  }

  archiveEntry(id: string, actor?: string): Promise<Entry> {
    return this.#write('archiveEntry', [id, actor]);
  }

  unarchiveEntry(id: string, actor?: string): Promise<Entry> {
    return this.#write('unarchiveEntry', [id, actor]);
  }

  listRevisions(id: string): Promise<readonly Revision[]> {
    return this.#read('listRevisions', [id]);
  }

  summarise(ids: readonly string[]): Promise<readonly EntrySummary[]> {
    return this.#read('summarise', [ids]);
  }

  recentlyChanged(limit: number): Promise<readonly EntrySummary[]> {
    return this.#read('recentlyChanged', [limit]);
  }

  search(query: string, options: SearchOptions = {}): Promise<readonly SearchResult[]> {
    return this.#search('search', query, options);
  }

  searchPage(query: string, options: SearchOptions = {}): Promise<SearchPage> {
    return this.#search('searchPage', query, options);
  }

  searchFacets(query: string, options: SearchOptions = {}): Promise<Facets> {
    return this.#search('searchFacets', query, options);
  }

  #search<T>(
    method: 'search' | 'searchPage' | 'searchFacets',
    query: string,
    options: SearchOptions,
  ): Promise<T> {
    const { rest, signal } = splitSignal(options);
    return this.#read(method, [query, rest], { signal });
  }

  similarTitles(title: string, excludeId?: string): Promise<readonly EntrySummary[]> {
    return this.#read('similarTitles', [title, excludeId]);
  }

  vocabulary(): ReturnType<KnowledgeBase['vocabulary']> {
    return this.#read('vocabulary', []);
  }

  loadStarter(
    onProgress?: (progress: LoadProgress) => void,
    cancellation?: Cancellation,
  ): Promise<StarterReport> {
    return this.#long('loadStarter', [], onProgress, cancellation);
  }

  createBackup(
    options: BackupOptions = {},
    onProgress?: (progress: BackupProgress) => void,
    cancellation?: Cancellation,
  ): Promise<Backup> {
    return this.#long('createBackup', [options], onProgress, cancellation);
  }

  /** Long work on the writing connection, which tells how far it is and can be cancelled. */
  async #long<T>(
    method: LongMethod,
    args: readonly unknown[],
    onProgress: ((progress: never) => void) | undefined,
    cancellation: Cancellation | undefined,
  ): Promise<T> {
    await this.#ready();
    return this.#longOnWriter(method, args, onProgress, cancellation);
  }

  #longOnWriter<T>(
    method: LongMethod,
    args: readonly unknown[],
    onProgress: ((progress: never) => void) | undefined,
    cancellation: Cancellation | undefined,
  ): Promise<T> {
    const { signal } = splitSignal({ signal: cancellation });
    return this.#writer.call(method, args, {
      signal,
      onProgress: (progress) => onProgress?.(progress as never),
    });
  }

  listBackups(): Promise<readonly Backup[]> {
    return this.#read('listBackups', []);
  }

  verifyBackup(path: string): Promise<BackupVerification> {
    return this.#write('verifyBackup', [path]);
  }

  pruneBackups(dryRun: boolean): Promise<readonly Backup[]> {
    return this.#write('pruneBackups', [dryRun]);
  }

  planRestore(path: string): Promise<RestoreReport> {
    return this.opened.then(() => this.#writer.call('planRestore', [path]));
  }

  restoreFromBackup(path: string): Promise<RestoreReport> {
    return this.#replacing('restoreFromBackup', [path]);
  }

  undoRestore(): Promise<RestoreReport> {
    return this.#replacing('undoRestore', []);
  }

  listBackupEntries(
    path: string,
    options?: { readonly query?: string; readonly limit?: number },
  ): Promise<{ readonly entries: readonly BackupEntry[]; readonly total: number }> {
    return this.#read('listBackupEntries', [path, options]);
  }

  recoverEntries(path: string, ids: readonly string[], actor?: string): Promise<EntryRecovery> {
    return this.#write('recoverEntries', [path, ids, actor]);
  }

  async salvage(
    target: string,
    onProgress?: (progress: LoadProgress) => void,
    cancellation?: Cancellation,
  ): Promise<SalvageReport> {
    // It is there for a database that cannot be opened.
    await this.opened;
    await this.#reader.suspend();
    return this.#longOnWriter('salvage', [target], onProgress, cancellation);
  }

  checklist(to?: string): Promise<Checklist> {
    return this.#write('checklist', [to]);
  }

  planUpgrade(to?: string): Promise<UpgradePlan> {
    return this.#write('planUpgrade', [to]);
  }

  rehearse(
    request: UpgradeRequest = {},
    onProgress?: (progress: UpgradeProgress) => void,
    cancellation?: Cancellation,
  ): Promise<RehearsalReport> {
    return this.#long('rehearse', [request], onProgress, cancellation);
  }

  upgrade(
    request: UpgradeRequest = {},
    onProgress?: (progress: UpgradeProgress) => void,
    cancellation?: Cancellation,
  ): Promise<UpgradeReport> {
    return this.#long('upgrade', [request], onProgress, cancellation);
  }

  planRollback(target: RollbackTarget): Promise<RollbackPlan> {
    return this.#write('planRollback', [target]);
  }

  rollback(
    request: RollbackRequest,
    onProgress?: (progress: UpgradeProgress) => void,
    cancellation?: Cancellation,
  ): Promise<UpgradeReport> {
    return this.#long('rollback', [request], onProgress, cancellation);
  }

  schemaHistory(): Promise<SchemaHistory> {
    return this.#read('schemaHistory', []);
  }

  settleConflict(id: number, choice: 'kept' | 'present'): Promise<void> {
    return this.#write('settleConflict', [id, choice]);
  }

  exportTo(
    request: ExportRequest,
    onProgress?: (progress: TransferProgress) => void,
    cancellation?: Cancellation,
  ): Promise<ExportReport> {
    return this.#long('exportTo', [request], onProgress, cancellation);
  }

  importFrom(
    request: ImportRequest,
    onProgress?: (progress: TransferProgress) => void,
    cancellation?: Cancellation,
  ): Promise<ImportReport> {
    return this.#long('importFrom', [request], onProgress, cancellation);
  }

  previewImport(request: PreviewRequest): Promise<ImportPreview> {
    return this.#read('previewImport', [request]);
  }

  healthCheck(): Promise<Health> {
    return this.#write('healthCheck', []);
  }

  rebuildIndex(onProgress?: (progress: LoadProgress) => void, cancellation?: Cancellation): Promise<number> {
    return this.#long('rebuildIndex', [], onProgress, cancellation);
  }

  /** While the file itself is replaced nobody may have it open: reads wait, and then see the new one. */
  async #replacing<T>(method: 'restoreFromBackup' | 'undoRestore', args: readonly unknown[]): Promise<T> {
    // Not only an open database can be replaced, but also one that could not be opened.
    await this.opened;
    const replaced = this.#reader.suspend().then(() => this.#writer.call<T>(method, args));
    this.#replaced = replaced.then(
      () => undefined,
      () => undefined,
    );
    return replaced;
  }

  status(): Promise<DatabaseStatus> {
    return this.#read<DatabaseStatus>('status', []).then(async (status) => {
      const { notice, readOnly } = unwrap(await this.opened);
      return { ...status, notice, readOnly };
    });
  }

  getPerformanceStatus(): Promise<PerformanceStatus> {
    return this.#read('getPerformanceStatus', []);
  }

  getCacheStats(): Promise<CacheStats> {
    return this.#read('getCacheStats', []);
  }

  getStats(): Promise<Stats> {
    return this.#read('getStats', []);
  }

  async close(): Promise<void> {
    await this.opened;
    // The reader first: the last connection to close folds the write-ahead log into the file, and only a writer can.
    await this.#reader.close();
    if (this.#writer !== this.#reader) await this.#writer.close();
  }
}

/** The writer first: it makes and upgrades what the reader then finds. */
async function open(
  path: string,
  readOnly: boolean,
  writer: WorkerConnection,
  reader: WorkerConnection,
): Promise<Outcome<DatabaseStatus>> {
  const written = await writer.open(path, readOnly);
  if (!written.ok || reader === writer) return written;
  const { notice, readOnly: onlyRead } = written.value;
  const read = await reader.open(path, true);
  // Only a writer recovers, so only it can tell; and the reader never writes, whatever it reads.
  return read.ok ? succeed({ ...read.value, notice, readOnly: onlyRead }) : read;
}
