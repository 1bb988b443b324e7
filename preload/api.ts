import type { Backup } from '../core/backup/backup.ts';
import type { RestoreReport } from '../core/backup/restore-report.ts';
import type { Entry, EntryId, EntryPatch, NewEntry, Revision, Severity } from '../core/entries/entry.ts';
import type { Failure, Outcome } from '../core/failure.ts';
import type { EntrySummary, Facets, SearchPage } from '../core/search/search-types.ts';
import type { DatabaseStatus, Health, StarterReport, Stats } from '../core/store/knowledge-base.ts';

export type {
  Backup,
  DatabaseStatus,
  Entry,
  EntryId,
  EntryPatch,
  EntrySummary,
  Facets,
  Failure,
  Health,
  NewEntry,
  Outcome,
  RestoreReport,
  Revision,
  SearchPage,
  Severity,
  StarterReport,
  Stats,
};
export type { FacetValue, SearchResult, TextRange } from '../core/search/search-types.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** What the window remembers between starts. */
export interface Settings {
  readonly theme: ThemeChoice;
  /** Put into `author` of what is written here; the login name unless set. */
  readonly author: string;
  /** Share of the window's width that the results list takes, 0.2 to 0.8. */
  readonly listShare: number;
  /** How often the program backs up by itself, once something has changed. */
  readonly backups: BackupSchedule;
}

export type BackupSchedule = 'off' | 'daily' | 'weekly';

export interface BackupList {
  /** Newest first. */
  readonly backups: readonly Backup[];
  readonly folder: string;
  /** When the program next backs up by itself, if something changes until then; null where it is not to. */
  readonly nextAt: string | null;
}

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly node: string;
  readonly chromium: string;
  readonly sqlite: string;
  readonly platform: NodeJS.Platform;
  readonly databasePath: string;
  /** True where the program runs on the stand-in host instead of Electron. */
  readonly standInHost: boolean;
}

export interface SearchRequest {
  readonly query: string;
  readonly limit: number;
  readonly offset: number;
  readonly includeArchived: boolean;
}

/** Long work under way or just finished, shown in the strip above the status bar. */
export interface Work {
  readonly id: string;
  /** `Loading the starter knowledge base` */
  readonly title: string;
  /** What the button that cancels it says, with what is left then: `Cancel, adding nothing` */
  readonly cancelWords: string | null;
  readonly done: number;
  readonly total: number;
  readonly startedAt: number;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** What came of it and what is safe, once it is not running any more. */
  readonly result: string | null;
}

/** What a click in the application menu asks of the window. */
export type MenuCommand =
  | 'new-entry'
  | 'search'
  | 'command-palette'
  | 'find-in-entry'
  | 'edit-entry'
  | 'archive-entry'
  | 'load-starter'
  | 'about'
  | 'settings'
  | 'database'
  | 'back'
  | 'forward'
  | 'shortcuts'
  | 'back-up'
  | 'restore-backup'
  | 'undo-restore'
  | 'health-check'
  | 'show-backups';

/** Channel name → what is sent and what comes back. The one list that main, preload and renderer are typed against. */
export interface Requests {
  'app:info': { request: undefined; response: AppInfo };
  'app:copy-text': { request: { text: string }; response: null };
  'app:show-database': { request: undefined; response: null };
  'app:open-link': { request: { url: string }; response: null };
  'settings:get': { request: undefined; response: Settings };
  'settings:save': { request: Partial<Settings>; response: Settings };
  'database:status': { request: undefined; response: DatabaseStatus };
  'database:stats': { request: undefined; response: Stats };
  'database:health': { request: undefined; response: Health };
  'backups:list': { request: undefined; response: BackupList };
  'backups:create': { request: undefined; response: Backup };
  /** Asks for a backup's file by the system's dialog; null when the user turns away. */
  'backups:choose': { request: undefined; response: { path: string } | null };
  /** What restoring would discard. Takes a path of the list or one that was chosen. */
  'backups:plan-restore': { request: { path: string }; response: RestoreReport };
  'backups:restore': { request: { path: string }; response: RestoreReport };
  'backups:undo-restore': { request: undefined; response: RestoreReport };
  'backups:show-folder': { request: undefined; response: null };
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
  /** Returns the function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}
