import type { Entry, EntryId, EntryPatch, NewEntry, Revision, Severity } from '../core/entries/entry.ts';
import type { Failure, Outcome } from '../core/failure.ts';
import type { EntrySummary, Facets, SearchPage } from '../core/search/search-types.ts';
import type { DatabaseStatus, StarterReport, Stats } from '../core/store/knowledge-base.ts';

export type {
  DatabaseStatus,
  Entry,
  EntryId,
  EntryPatch,
  EntrySummary,
  Facets,
  Failure,
  NewEntry,
  Outcome,
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
  readonly cancelWords: string;
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
  | 'shortcuts';

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
