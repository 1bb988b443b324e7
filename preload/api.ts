import type { Backup, BackupEntry, EntryRecovery, SalvageReport } from '../core/backup/backup.ts';
import type { RestoreReport } from '../core/backup/restore-report.ts';
import type { Entry, EntryId, EntryPatch, NewEntry, Revision, Severity } from '../core/entries/entry.ts';
import type { Failure, Outcome } from '../core/failure.ts';
import type { EntrySummary, Facets, SearchPage } from '../core/search/search-types.ts';
import type { DatabaseStatus, Health, StarterReport, Stats } from '../core/store/knowledge-base.ts';
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
} from '../core/upgrade/upgrade-types.ts';

import type { Mapping, SavedMapping } from '../core/transfer/mapping/mapping.ts';
import type { ExportReport, ImportPreview, ImportReport } from '../core/transfer/transfer-types.ts';
import type {
  Settings,
  BackupList,
  AppInfo,
  ChosenSource,
  ExportChoice,
  ImportChoice,
  PreviewChoice,
  SearchRequest,
  Work,
  UpgradeState,
  MenuCommand,
} from './window-types.ts';

export type {
  Backup,
  BackupEntry,
  Checklist,
  DatabaseStatus,
  Entry,
  EntryId,
  EntryPatch,
  EntryRecovery,
  EntrySummary,
  ExportReport,
  Facets,
  Failure,
  Health,
  ImportPreview,
  ImportReport,
  Mapping,
  NewEntry,
  Outcome,
  ProfileName,
  RehearsalReport,
  RestoreReport,
  Revision,
  RollbackPlan,
  SalvageReport,
  SavedMapping,
  SchemaHistory,
  SearchPage,
  Severity,
  StarterReport,
  Stats,
  UpgradeOptions,
  UpgradePlan,
  UpgradeProgress,
  UpgradeReport,
};
export type {
  Check,
  HistoryEvent,
  KeptConflict,
  KeptRows,
  MigrationResult,
  PlannedStep,
  UpgradePhase,
} from '../core/upgrade/upgrade-types.ts';
export type {
  EntrySelection,
  ExportFormat,
  ImportConflict,
  MappedRecord,
  ProblemKind,
  RejectedRecord,
  SourceColumn,
  SourceFormat,
  SourceLabels,
  TableImport,
  TextEncodingName,
} from '../core/transfer/transfer-types.ts';
export type { JsonValue } from '../core/entries/entry.ts';
export type { Change, FieldMapping, MappedField, Rule } from '../core/transfer/mapping/mapping.ts';
export type { FacetValue, SearchResult, TextRange } from '../core/search/search-types.ts';

export type {
  ThemeChoice,
  Settings,
  BackupSchedule,
  BackupList,
  AppInfo,
  SearchRequest,
  Work,
  UpgradeState,
  RunningUpgrade,
  MenuCommand,
  ChosenSource,
  ExportChoice,
  ImportChoice,
  PreviewChoice,
} from './window-types.ts';

/** Channel name → what is sent and what comes back. The one list that main, preload and renderer are typed against. */
export interface Requests {
  'app:info': { request: undefined; response: AppInfo };
  'app:copy-text': { request: { text: string }; response: null };
  'app:show-database': { request: undefined; response: null };
  /** Shows the program's log in its folder. */
  'app:show-log': { request: undefined; response: null };
  'app:open-link': { request: { url: string }; response: null };
  'settings:get': { request: undefined; response: Settings };
  'settings:save': { request: Partial<Settings>; response: Settings };
  'database:status': { request: undefined; response: DatabaseStatus };
  'database:stats': { request: undefined; response: Stats };
  'database:health': { request: undefined; response: Health };
  /** Makes the search index anew from the entries. */
  'database:rebuild-index': { request: undefined; response: null };
  'backups:list': { request: undefined; response: BackupList };
  'backups:create': { request: undefined; response: Backup };
  /** Asks for a backup's file by the system's dialog; null when the user turns away. */
  'backups:choose': { request: undefined; response: { path: string } | null };
  /** What restoring would discard. Takes a path of the list or one that was chosen. */
  'backups:plan-restore': { request: { path: string }; response: RestoreReport };
  'backups:restore': { request: { path: string }; response: RestoreReport };
  'backups:undo-restore': { request: undefined; response: RestoreReport };
  'backups:show-folder': { request: undefined; response: null };
  /** Entries in a backup, those first that are missing or different in the knowledge base. */
  'backups:entries': {
    request: { path: string; query: string; limit: number };
    response: { entries: readonly BackupEntry[]; total: number };
  };
  'backups:recover-entries': { request: { path: string; ids: readonly string[] }; response: EntryRecovery };
  /** Asks for a folder by the system's dialog; unchanged when the user turns away. */
  'backups:choose-second-folder': { request: undefined; response: { folder: string | null } };
  'backups:no-second-folder': { request: undefined; response: null };
  /** Opens the present file for reading only, where it cannot be opened otherwise. */
  'database:open-read-only': { request: undefined; response: DatabaseStatus };
  /** Ends reading only. Fails where it still cannot be opened for writing; it then stays open as it is. */
  'database:open-for-writing': { request: undefined; response: DatabaseStatus };
  /** Asks for a new file and reads into it what can be read of the damaged one; null when the user turns away. */
  'database:salvage': { request: undefined; response: SalvageReport | null };
  'upgrade:state': { request: undefined; response: UpgradeState };
  /** Puts the wizard off until the next start, and a report away that was read. */
  'upgrade:later': { request: undefined; response: null };
  /** Stops a rehearsal, an upgrade or a rollback at its next safe point. */
  'upgrade:cancel': { request: undefined; response: null };
  'upgrade:checklist': { request: undefined; response: Checklist };
  'upgrade:plan': { request: undefined; response: UpgradePlan };
  'upgrade:back-up': { request: undefined; response: Backup };
  'upgrade:rehearse': { request: undefined; response: RehearsalReport };
  /** The whole of it; what the steps before have prepared is used where nothing has changed since. */
  'upgrade:run': { request: { confirmed: boolean }; response: UpgradeReport };
  'rollback:plan': { request: { to: string }; response: RollbackPlan };
  'rollback:run': { request: { to: string }; response: UpgradeReport };
  'schema:history': { request: undefined; response: SchemaHistory };
  'schema:settle-conflict': { request: { id: number; choice: 'kept' | 'present' }; response: null };
  'entries:get': { request: { id: string }; response: Entry };
  'entries:add': { request: { entry: NewEntry }; response: Entry };
  'entries:update': { request: { id: string; patch: EntryPatch; expectedRevision: number }; response: Entry };
  'entries:set-archived': { request: { id: string; archived: boolean }; response: Entry };
  'entries:history': { request: { id: string }; response: readonly Revision[] };
  /** Entries opened in this window before, newest first; then, where there are few, recently changed ones. */
  'entries:recents': { request: undefined; response: readonly EntrySummary[] };
  'entries:opened': { request: { id: string }; response: null };
  'entries:similar-titles': {
    request: { title: string; excludeId: string | null };
    response: readonly EntrySummary[];
  };
  'entries:vocabulary': {
    request: undefined;
    response: {
      categories: readonly { value: string; count: number }[];
      tags: readonly { value: string; count: number }[];
    };
  };
  /** A search that a newer one overtakes fails with kind `cancelled`. */
  'search:page': { request: SearchRequest; response: SearchPage };
  'search:facets': { request: SearchRequest; response: Facets };
  /** Asks where to and writes there; null when the user turns away. */
  'transfer:export': { request: ExportChoice; response: ExportReport | null };
  /** Shows what the last export wrote in its folder. */
  'transfer:show-exported': { request: undefined; response: null };
  /** Asks for a file or a folder by the system's dialog; null when the user turns away. */
  'transfer:choose': { request: { what: 'file' | 'folder' }; response: ChosenSource | null };
  'transfer:preview': { request: PreviewChoice; response: ImportPreview };
  /** Goes through the whole source and says what would happen; changes nothing. */
  'transfer:check': { request: ImportChoice; response: ImportReport };
  'transfer:import': { request: ImportChoice; response: ImportReport };
  /** Those that fit a file with these columns, newest first. */
  'mappings:list': { request: { columns: readonly string[] }; response: readonly SavedMapping[] };
  'mappings:save': { request: { mapping: Mapping }; response: SavedMapping };
  'mappings:remove': { request: { name: string }; response: null };
  'starter:load': { request: undefined; response: StarterReport };
  'work:cancel': { request: { id: string }; response: null };
  'window:confirm-close': { request: { unsaved: boolean }; response: null };
}
export type Channel = keyof Requests;

/** Announcements from the main process. */
export interface Events {
  'menu:command': MenuCommand;
  'work:changed': Work;
  /** Entries were written; lists and counts may be out of date. */
  'entries:changed': { readonly ids: readonly EntryId[] };
  'settings:changed': Settings;
  /** How far an upgrade, a rollback or a rehearsal is. */
  'upgrade:progress': UpgradeProgress;
  /** The schema version, its history or its conflicts have changed. */
  'schema:changed': null;
  /** A backup was made, or another knowledge base has taken the place of the present one. */
  'backups:changed': null;
}
export type EventName = keyof Events;

type RequestArguments<C extends Channel> = Requests[C]['request'] extends undefined
  ? []
  : [Requests[C]['request']];

/** `window.abendbook`: all that the window can reach. */
export interface AbendbookApi {
  invoke<C extends Channel>(
    channel: C,
    ...request: RequestArguments<C>
  ): Promise<Outcome<Requests[C]['response']>>;
  /** Takes a file or folder that the user dropped on the window; only the system knows where it is. */
  dropped(file: File): Promise<Outcome<ChosenSource>>;
  /** Returns the function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}
