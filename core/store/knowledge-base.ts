import type { Backup, BackupOptions, BackupProgress, BackupVerification } from '../backup/backup.ts';
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
  /** What an interrupted restore left to be finished or undone when the database was opened, in a sentence; null after a peaceful end. */
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
  healthCheck(): Promise<Health>;
  status(): Promise<DatabaseStatus>;
  getStats(): Promise<Stats>;
  close(): Promise<void>;
}
