import type {
  Backup,
  BackupEntry,
  BackupOptions,
  BackupProgress,
  BackupVerification,
  EntryRecovery,
  SalvageReport,
} from '../backup/backup.ts';
import { listBackupEntries } from '../backup/backup-entries.ts';
import { checkHealth } from '../backup/check-health.ts';
import { createBackup } from '../backup/create-backup.ts';
import { listBackups } from '../backup/list-backups.ts';
import { pruneBackups } from '../backup/prune-backups.ts';
import { recoverEntries } from '../backup/recover-entries.ts';
import { recoverRestore } from '../backup/recover-restore.ts';
import { planRestore, restoreBackup, undoRestore } from '../backup/restore-backup.ts';
import type { RestoreReport } from '../backup/restore-report.ts';
import { salvage } from '../backup/salvage.ts';
import { verifyBackup } from '../backup/verify-backup.ts';
import { addEntries } from '../entries/add-entries.ts';
import type { Entry, EntryId, EntryPatch, NewEntry, Revision } from '../entries/entry.ts';
import { findEntry } from '../entries/find-entry.ts';
import { loadStarter } from '../entries/load-starter.ts';
import { listRevisions } from '../entries/revisions.ts';
import { readStarterEntries } from '../entries/starter-entries.ts';
import { readVocabulary, recentlyChanged, summarise } from '../entries/summaries.ts';
import { updateEntry } from '../entries/update-entry.ts';
import { KnowledgeError, type Failure } from '../failure.ts';
import { AnalysisCache } from '../search/analysis-cache.ts';
import type { Cancellation } from '../search/cancellation.ts';
import { searchFacets } from '../search/facets.ts';
import { rebuildIndex } from '../search/rebuild-index.ts';
import { SearchTimes } from '../search/search-times.ts';
import { searchEntries } from '../search/search.ts';
import type {
  EntrySummary,
  Facets,
  SearchOptions,
  SearchPage,
  SearchResult,
} from '../search/search-types.ts';
import { similarTitles } from '../search/similar-titles.ts';
import { exportTo } from '../transfer/export/export-to.ts';
import { importFrom } from '../transfer/import/import-from.ts';
import { previewImport } from '../transfer/mapping/preview-import.ts';
import type {
  ExportReport,
  ExportRequest,
  ImportPreview,
  ImportReport,
  ImportRequest,
  PreviewRequest,
  TransferProgress,
} from '../transfer/transfer-types.ts';
import { runChecklist } from '../upgrade/checklist.ts';
import { settleConflict } from '../upgrade/kept/conflicts.ts';
import { emptyVersion, MigrationManager } from '../upgrade/migration-manager.ts';
import { planRollback } from '../upgrade/plan-rollback.ts';
import { planUpgrade } from '../upgrade/plan-upgrade.ts';
import { recoverUpgrade } from '../upgrade/recover-upgrade.ts';
import { rehearseUpgrade } from '../upgrade/rehearse.ts';
import { safeRollback } from '../upgrade/safe-rollback.ts';
import { safeUpgrade } from '../upgrade/safe-upgrade.ts';
import { readSchemaHistory } from '../upgrade/schema-history.ts';
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
import { openSqlite } from './open-sqlite.ts';
import { lookBeforeWriting, prepareSchema, readOnlyFailure } from './prepare-schema.ts';
import { countRows, readStats, sizeOnDisk } from './read-stats.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { closeStore, databaseName, inTransaction, type SqliteStore, type Store } from './store.ts';

export interface KnowledgeDBOptions {
  readonly readOnly?: boolean;
  /** Make the database where it is missing; true unless it is opened read-only. */
  readonly create?: boolean;
  /** The schema version that a new database gets; the newest released one unless given. */
  readonly to?: string;
}

/**
 * A knowledge base in this thread: a SQLite file by its path, or a PostgreSQL database by its URL. It is opened, and a new one is given its
 * schema, with the first call; `open` does so at once.
 */
export class KnowledgeDB implements KnowledgeBase {
  readonly #location: string;
  readonly #options: KnowledgeDBOptions;
  readonly #performance = new SearchTimes();
  #analyses = new AnalysisCache();
  #opening: Promise<Store> | null = null;
  #notice: string | null = null;
  #refusal: Failure | null = null;
  #longWork: Promise<void> = Promise.resolve();

  constructor(location: string, options: KnowledgeDBOptions = {}) {
    this.#location = location;
    this.#options = options;
  }

  static async open(location: string, options: KnowledgeDBOptions = {}): Promise<KnowledgeDB> {
    const db = new KnowledgeDB(location, options);
    await db.store();
    return db;
  }

  /** The open database, for what works below this interface: migrations, tests, benchmarks. */
  store(): Promise<Store> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** What an interrupted restore, upgrade or rollback left to be finished or undone when this was opened, in a sentence; null after a peaceful end. */
  get notice(): string | null {
    return this.#notice;
  }

  async #open(): Promise<Store> {
    const { readOnly = false, create = !readOnly, to } = this.#options;
    try {
      const store = isServer(this.#location)
        ? await openServer(this.#location)
        : await this.#openFile(this.#location, readOnly, create);
      try {
        const mayWrite = await prepareSchema(store, { readOnly, create, to });
        this.#refusal = readOnly ? readOnlyFailure(databaseName(store), mayWrite) : null;
        return store;
      } catch (caught) {
        await closeStore(store);
        throw caught;
      }
    } catch (caught) {
      throw this.#named(caught);
    }
  }

  /** What a killed process left is put in order first, but never in a file that this program must not write. */
  async #openFile(path: string, readOnly: boolean, create: boolean): Promise<Store> {
    if (!readOnly) {
      const restored = await recoverRestore(path);
      await lookBeforeWriting(path, create);
      const upgraded = await recoverUpgrade(path);
      const notice = [restored, upgraded].filter((sentence) => sentence !== null).join(' ');
      if (notice !== '') this.#notice = notice;
    }
    return openSqlite(path, { readOnly, create });
  }

  /** Gives SQLite's own errors the name of the file and a way out. */
  #named(caught: unknown): unknown {
    const failure = sqliteFailure(caught, this.#location);
    return failure === null ? caught : new KnowledgeError(failure, { cause: caught });
  }

  async #read<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await this.store();
    try {
      return await work(store);
    } catch (caught) {
      throw this.#named(caught);
    }
  }

  #write<T>(work: (store: Store, db: Store['db']) => Promise<T>): Promise<T> {
    return this.#change((store) => inTransaction(store, (db) => work(store, db)));
  }

  /** Work that writes, in transactions of its own. */
  #change<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return this.#read((store) => {
      if (this.#refusal !== null) throw new KnowledgeError(this.#refusal);
      return work(store);
    });
  }

  async addEntry(entry: NewEntry, actor = 'unknown'): Promise<EntryId> {
    const [id] = await this.addEntries([entry], actor);
    if (id === undefined) throw new Error('An entry was written without an id.');
    return id;
  }

  /** Adds several entries in one transaction: all, or, when it fails, none. */
  addEntries(entries: readonly NewEntry[], actor = 'unknown'): Promise<readonly EntryId[]> {
    return this.#write((store, db) => addEntries(store, db, entries, actor));
  }

  getEntry(id: string): Promise<Entry> {
    return this.#read(({ db }) => findEntry(db, id));
  }

  updateEntry(id: string, patch: EntryPatch, options: UpdateOptions = {}): Promise<Entry> {
    return this.#write((store, db) => updateEntry(store, db, id, patch, options));
  }

  archiveEntry(id: string, actor = 'unknown'): Promise<Entry> {
    return this.updateEntry(id, { archived: true }, { actor });
  }

  unarchiveEntry(id: string, actor = 'unknown'): Promise<Entry> {
    return this.updateEntry(id, { archived: false }, { actor });
  }

  listRevisions(id: string): Promise<readonly Revision[]> {
    return this.#read(({ db }) => listRevisions(db, id));
  }

  summarise(ids: readonly string[]): Promise<readonly EntrySummary[]> {
    return this.#read(({ db }) => summarise(db, ids));
  }

  recentlyChanged(limit: number): Promise<readonly EntrySummary[]> {
    return this.#read(({ db }) => recentlyChanged(db, limit));
  }

  async search(query: string, options: SearchOptions = {}): Promise<readonly SearchResult[]> {
    return (await this.searchPage(query, options)).results;
  }

  searchPage(query: string, options: SearchOptions = {}): Promise<SearchPage> {
    return this.#performance.measure(() =>
      this.#read((store) => searchEntries(store, this.#analyses, query, options)),
    );
  }

  searchFacets(query: string, options: SearchOptions = {}): Promise<Facets> {
    return this.#read((store) => searchFacets(store, query, options));
  }

  similarTitles(title: string, excludeId?: string): Promise<readonly EntrySummary[]> {
    return this.#read((store) => similarTitles(store, this.#analyses, title, excludeId));
  }

  vocabulary(): ReturnType<KnowledgeBase['vocabulary']> {
    return this.#read(({ db }) => readVocabulary(db));
  }

  async loadStarter(
    onProgress: (progress: LoadProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<StarterReport> {
    const starter = await readStarterEntries();
    return this.#oneAtATime(() => this.#change((store) => loadStarter(store, starter, onProgress, signal)));
  }

  createBackup(
    options: BackupOptions = {},
    onProgress: (progress: BackupProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<Backup> {
    return this.#oneAtATime(() => this.#onFile((store) => createBackup(store, options, onProgress, signal)));
  }

  listBackups(): Promise<readonly Backup[]> {
    return this.#onFile(({ path }) => listBackups(path));
  }

  verifyBackup(path: string): Promise<BackupVerification> {
    return verifyBackup(path);
  }

  pruneBackups(dryRun: boolean): Promise<readonly Backup[]> {
    return this.#onFile(({ path }) => pruneBackups(path, dryRun));
  }

  planRestore(path: string): Promise<RestoreReport> {
    return planRestore(this.#location, path);
  }

  restoreFromBackup(path: string): Promise<RestoreReport> {
    return this.#oneAtATime(() => restoreBackup(this.#location, path, () => this.close()));
  }

  undoRestore(): Promise<RestoreReport> {
    return this.#oneAtATime(() => undoRestore(this.#location, () => this.close()));
  }

  listBackupEntries(
    path: string,
    options: { readonly query?: string; readonly limit?: number } = {},
  ): Promise<{ readonly entries: readonly BackupEntry[]; readonly total: number }> {
    return this.#onFile((store) => listBackupEntries(store, path, options));
  }

  recoverEntries(path: string, ids: readonly string[], actor = 'unknown'): Promise<EntryRecovery> {
    return this.#change(() => this.#onFile((store) => recoverEntries(store, path, ids, actor)));
  }

  salvage(
    target: string,
    onProgress: (progress: LoadProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<SalvageReport> {
    return this.#oneAtATime(async () => {
      // The damaged file is copied, and nobody in this process may have it open then.
      await this.close();
      return salvage(this.#location, target, onProgress, signal);
    });
  }

  checklist(to?: string): Promise<Checklist> {
    return this.#read((store) => runChecklist(store, to));
  }

  planUpgrade(to?: string): Promise<UpgradePlan> {
    return this.#read((store) => planUpgrade(store, to));
  }

  rehearse(
    request: UpgradeRequest = {},
    onProgress: (progress: UpgradeProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<RehearsalReport> {
    return this.#oneAtATime(() => this.#read((store) => rehearseUpgrade(store, request, onProgress, signal)));
  }

  upgrade(
    request: UpgradeRequest = {},
    onProgress: (progress: UpgradeProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<UpgradeReport> {
    return this.#oneAtATime(() => this.#read((store) => safeUpgrade(store, request, onProgress, signal)));
  }

  /** Applies what is pending up to and including one step, as the guide calls it. Throws a `KnowledgeError` where that fails. */
  async executeMigration(version: string): Promise<UpgradeReport> {
    const report = await this.upgrade({ to: version });
    if (report.failure !== null) throw new KnowledgeError(report.failure);
    return report;
  }

  planRollback(target: RollbackTarget): Promise<RollbackPlan> {
    return this.#read((store) => planRollback(store, target));
  }

  rollback(
    request: RollbackRequest,
    onProgress: (progress: UpgradeProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<UpgradeReport> {
    return this.#oneAtATime(() => this.#read((store) => safeRollback(store, request, onProgress, signal)));
  }

  schemaHistory(): Promise<SchemaHistory> {
    return this.#read(readSchemaHistory);
  }

  settleConflict(id: number, choice: 'kept' | 'present'): Promise<void> {
    return this.#write((store, db) => settleConflict(store, db, id, choice));
  }

  async getPerformanceStatus(): Promise<PerformanceStatus> {
    return this.#performance.status();
  }

  async getCacheStats(): Promise<CacheStats> {
    return this.#analyses.stats();
  }

  exportTo(
    request: ExportRequest,
    onProgress: (progress: TransferProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<ExportReport> {
    return this.#oneAtATime(() => this.#read((store) => exportTo(store, request, onProgress, signal)));
  }

  /** Everything to one file, as the guide calls it. */
  exportToJSON(path: string): Promise<ExportReport> {
    return this.exportTo({ path, format: 'json', overwrite: true });
  }

  importFrom(
    request: ImportRequest,
    onProgress: (progress: TransferProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<ImportReport> {
    return this.#oneAtATime(() => this.#change((store) => importFrom(store, request, onProgress, signal)));
  }

  /** Brings an export in, as the guide calls it: into what is there, or in its place. */
  importFromJSON(path: string, merge = true): Promise<ImportReport> {
    return this.importFrom({ path, format: 'json', mode: merge ? 'merge' : 'replace' });
  }

  previewImport(request: PreviewRequest): Promise<ImportPreview> {
    return previewImport(request);
  }

  healthCheck(): Promise<Health> {
    return this.#read((store) => checkHealth(store));
  }

  rebuildIndex(
    onProgress: (progress: LoadProgress) => void = () => undefined,
    signal?: Cancellation,
  ): Promise<number> {
    return this.#oneAtATime(() => this.#change((store) => rebuildIndex(store, onProgress, signal)));
  }

  /** Long work waits for long work: a restore must not close the connection that a backup reads. */
  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#longWork.then(work);
    this.#longWork = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  /** What is done with the file itself, which a server's database has none of. */
  #onFile<T>(work: (store: SqliteStore) => Promise<T> | T): Promise<T> {
    return this.#read(async (store) => {
      if (store.engine === 'sqlite') return work(store);
      throw new KnowledgeError({
        kind: 'invalid-request',
        message: `${store.name} is on a PostgreSQL server, and this works on a file.`,
        recovery: "Nothing was changed. Back the server up with the server's own tools.",
      });
    });
  }

  status(): Promise<DatabaseStatus> {
    return this.#read(async (store) => {
      const manager = new MigrationManager(store);
      const applied = await manager.getAppliedMigrations();
      return {
        db: databaseName(store),
        engine: store.engine,
        version: applied.at(-1)?.version ?? emptyVersion,
        latest: manager.latestVersion,
        pending: (await manager.getPendingMigrations()).map(({ version, name }) => ({ version, name })),
        applied,
        entries: await countRows(store, 'kb_entries'),
        sizeBytes: await sizeOnDisk(store),
        readOnly: store.engine === 'sqlite' && store.readOnly,
        notice: this.#notice,
      };
    });
  }

  getStats(): Promise<Stats> {
    return this.#read(readStats);
  }

  /** Closes the database; calls after this open it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    // What is opened next may be another file under the same name.
    this.#analyses = new AnalysisCache();
    if (opening === null) return;
    const store = await opening.catch(() => null);
    if (store !== null) await closeStore(store);
  }
}

/** The driver is loaded only where it is needed: it is most of what starting costs. */
async function openServer(url: string): Promise<Store> {
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(url);
}

function isServer(location: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(location);
}
