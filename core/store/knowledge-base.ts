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
import type {
  EntrySummary,
  Facets,
  FacetValue,
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
  ProfileName,
  RehearsalReport,
  RollbackPlan,
  SchemaHistory,
  UpgradeOptions,
  UpgradePlan,
  UpgradeProgress,
  UpgradeReport,
} from '../upgrade/upgrade-types.ts';

export type Engine = 'sqlite' | 'postgresql';

export interface AppliedMigration {
  readonly version: string;
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: string;
  readonly durationMs: number;
}

export interface DatabaseStatus {
  /** The file's path, or the server's URL without its password. */
  readonly db: string;
  readonly engine: Engine;
  /** The schema version the database stands at, named as the migration is. */
  readonly version: string;
  /** The newest schema version that this program knows. */
  readonly latest: string;
  readonly pending: readonly { readonly version: string; readonly name: string }[];
  readonly applied: readonly AppliedMigration[];
  readonly entries: number;
  readonly sizeBytes: number;
  /** It was opened for reading only: a newer file, a damaged one, or because the user wanted it so. */
  readonly readOnly: boolean;
  /** What an interrupted restore, upgrade or rollback left to be finished or undone when the database was opened, in a sentence; null after a peaceful end. */
  readonly notice: string | null;
}

export interface Stats {
  readonly totalEntries: number;
  readonly archivedEntries: number;
  readonly revisions: number;
  readonly tags: number;
  readonly categories: readonly FacetValue[];
  readonly severities: readonly FacetValue[];
  readonly searchTerms: number;
  readonly newestUpdate: string | null;
  /** Bytes on disk, the write-ahead log included. */
  readonly diskUsage: number;
}

/** What a look through the whole knowledge base found. */
export interface Health {
  /** Nothing is wrong. */
  readonly overall: boolean;
  readonly issues: readonly string[];
  /** What is worth doing although nothing is wrong. */
  readonly advice: readonly string[];
}

export interface LoadProgress {
  readonly done: number;
  readonly total: number;
}

export interface StarterReport {
  readonly added: number;
  /** Entries of the starter knowledge base that were there already, by id; they are left as they are. */
  readonly unchanged: number;
}

export interface UpdateOptions {
  readonly actor?: string;
  /** Refuse with kind `conflict` unless the entry still stands at this revision. */
  readonly expectedRevision?: number;
}

export interface UpgradeRequest {
  /** The version to go to; the newest unless given. */
  readonly to?: string;
  /** Without a profile it is as careful as in production, and does not ask. */
  readonly profile?: ProfileName;
  /** Put in the place of what the profile says. */
  readonly options?: Partial<UpgradeOptions>;
  /** The user has said yes. */
  readonly confirmed?: boolean;
  readonly actor?: string;
}

/** Where a rollback goes: to a version, or so many steps back. */
export type RollbackTarget = { readonly to: string } | { readonly steps: number };

export type RollbackRequest = RollbackTarget & Omit<UpgradeRequest, 'to'>;

export interface CacheStats {
  /** Entries whose analysis is remembered. */
  readonly entryCount: number;
  readonly hits: number;
  readonly misses: number;
}

export interface PerformanceStatus {
  /** The slow searches of late are fast enough; true before the first search. */
  readonly isHealthy: boolean;
  /** Searches measured: the last hundred. */
  readonly searches: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** Everything the program asks of a knowledge base, whichever thread or engine holds it. Failures reject with a `KnowledgeError`. */
export interface KnowledgeBase {
  addEntry(entry: NewEntry, actor?: string): Promise<EntryId>;
  /** By id or by label (`KB-0042`). */
  getEntry(id: string): Promise<Entry>;
  updateEntry(id: string, patch: EntryPatch, options?: UpdateOptions): Promise<Entry>;
  archiveEntry(id: string, actor?: string): Promise<Entry>;
  unarchiveEntry(id: string, actor?: string): Promise<Entry>;
  /** Earlier revisions, newest first; the present state is not among them. */
  listRevisions(id: string): Promise<readonly Revision[]>;
  /** In the order of the ids given; ids that are not there are left out. */
  summarise(ids: readonly string[]): Promise<readonly EntrySummary[]>;
  /** Most recently changed first. */
  recentlyChanged(limit: number): Promise<readonly EntrySummary[]>;
  search(query: string, options?: SearchOptions): Promise<readonly SearchResult[]>;
  searchPage(query: string, options?: SearchOptions): Promise<SearchPage>;
  searchFacets(query: string, options?: SearchOptions): Promise<Facets>;
  /** Entries whose titles share most of their words with this one, closest first. */
  similarTitles(title: string, excludeId?: string): Promise<readonly EntrySummary[]>;
  /** All categories and tags in use, most used first. */
  vocabulary(): Promise<{ readonly categories: readonly FacetValue[]; readonly tags: readonly FacetValue[] }>;
  loadStarter(
    onProgress?: (progress: LoadProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<StarterReport>;
  /** Copies the database while it is in use, and verifies the copy by reopening it. */
  createBackup(
    options?: BackupOptions,
    onProgress?: (progress: BackupProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<Backup>;
  /** Newest first. */
  listBackups(): Promise<readonly Backup[]>;
  verifyBackup(path: string): Promise<BackupVerification>;
  /** Removes old backups that the program made by itself; returns them. */
  pruneBackups(dryRun: boolean): Promise<readonly Backup[]>;
  /** What restoring this backup would take away; nothing is changed. */
  planRestore(path: string): Promise<RestoreReport>;
  /** Puts a backup in the database's place; what is there now is kept among the backups. */
  restoreFromBackup(path: string): Promise<RestoreReport>;
  undoRestore(): Promise<RestoreReport>;
  /** Entries in a backup, those first that are missing or different here. */
  listBackupEntries(
    path: string,
    options?: { readonly query?: string; readonly limit?: number },
  ): Promise<{ readonly entries: readonly BackupEntry[]; readonly total: number }>;
  /** Brings single entries back from a backup: what is gone is added, what differs becomes a new revision. */
  recoverEntries(path: string, ids: readonly string[], actor?: string): Promise<EntryRecovery>;
  /** Reads what can be read of a damaged database into a new file; the damaged one is not touched. */
  salvage(
    target: string,
    onProgress?: (progress: LoadProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<SalvageReport>;
  /** What should be looked at before an upgrade. */
  checklist(to?: string): Promise<Checklist>;
  /** What an upgrade would do; nothing is changed. */
  planUpgrade(to?: string): Promise<UpgradePlan>;
  /** Tries an upgrade on a copy. */
  rehearse(
    request?: UpgradeRequest,
    onProgress?: (progress: UpgradeProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<RehearsalReport>;
  /** Checks, backs up, rehearses, upgrades and validates; goes back by itself when it does not succeed. A failed upgrade is a report, too. */
  upgrade(
    request?: UpgradeRequest,
    onProgress?: (progress: UpgradeProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<UpgradeReport>;
  planRollback(target: RollbackTarget): Promise<RollbackPlan>;
  /** Takes the schema back; what the older one cannot hold is kept. */
  rollback(
    request: RollbackRequest,
    onProgress?: (progress: UpgradeProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<UpgradeReport>;
  schemaHistory(): Promise<SchemaHistory>;
  /** Ends a conflict: with the kept values put back, or with what stands there now. */
  settleConflict(id: number, choice: 'kept' | 'present'): Promise<void>;
  /** Writes everything, or a selection, to a file that others can read and that comes back as it was. */
  exportTo(
    request: ExportRequest,
    onProgress?: (progress: TransferProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<ExportReport>;
  /** Brings in what a file, a folder or another knowledge base holds: all in one transaction. */
  importFrom(
    request: ImportRequest,
    onProgress?: (progress: TransferProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<ImportReport>;
  /** A look at the beginning of what might be imported; nothing is changed. */
  previewImport(request: PreviewRequest): Promise<ImportPreview>;
  healthCheck(): Promise<Health>;
  /** Makes the search index anew from the entries; returns how many it then has. */
  rebuildIndex(
    onProgress?: (progress: LoadProgress) => void,
    signal?: { readonly aborted: boolean },
  ): Promise<number>;
  getPerformanceStatus(): Promise<PerformanceStatus>;
  getCacheStats(): Promise<CacheStats>;
  status(): Promise<DatabaseStatus>;
  getStats(): Promise<Stats>;
  close(): Promise<void>;
}
