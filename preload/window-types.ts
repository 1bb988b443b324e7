import type { Backup } from '../core/backup/backup.ts';
import type { Mapping } from '../core/transfer/mapping/mapping.ts';
import type {
  EntrySelection,
  ExportFormat,
  ImportRequest,
  SourceOptions,
} from '../core/transfer/transfer-types.ts';
import type {
  ProfileName,
  UpgradeOptions,
  UpgradeProgress,
  UpgradeReport,
} from '../core/upgrade/upgrade-types.ts';

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
  /** How an upgrade goes about it: production asks first, the others upgrade an older file at the start. */
  readonly profile: ProfileName;
}

export type BackupSchedule = 'off' | 'daily' | 'weekly';

export interface BackupList {
  /** Newest first. */
  readonly backups: readonly Backup[];
  readonly folder: string;
  /** Where each backup is copied to as well; null where it is not. */
  readonly secondFolder: string | null;
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
  /** The newest released schema version that this program knows. */
  readonly latestSchema: string;
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
  /** The place whose screen tells what came of it as well, so that the strip need not. */
  readonly toldAt: 'upgrade' | 'roll-back' | 'import' | 'export' | null;
  /** The named step under way, of those that it has: `Step 2 of 5: backing up`; null where it has none. */
  readonly step: string | null;
  /** What the button that cancels it says, with what is left then: `Cancel, adding nothing`; null while it cannot be. */
  readonly cancelWords: string | null;
  readonly done: number;
  readonly total: number;
  /** Where `done` and `total` are bytes: how many records they held so far. */
  readonly bytes: { readonly records: number } | null;
  /** When it began or, where it has steps, its present one. */
  readonly startedAt: number;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** What came of it and what is safe, once it is not running any more. */
  readonly result: string | null;
}

/** What there is to know of upgrades besides their plan. */
export interface UpgradeState {
  readonly running: RunningUpgrade | null;
  /** How the last upgrade or rollback since the program's start ended, until the window puts it away. */
  readonly report: UpgradeReport | null;
  /** The file is older than the program and the profile wants the user asked: the wizard opens by itself, until it is put off. */
  readonly offer: boolean;
  /** What the profile in force asks of an upgrade. */
  readonly options: UpgradeOptions;
}

export interface RunningUpgrade {
  readonly kind: 'rehearsal' | 'upgrade' | 'rollback';
  /** The program began it by itself when it opened an older file. */
  readonly atStart: boolean;
  readonly startedAt: number;
  /** How far it is; null before it has told. */
  readonly progress: UpgradeProgress | null;
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
  | 'upgrade'
  | 'roll-back'
  | 'show-backups'
  | 'import'
  | 'export';

/** A file or folder that the user chose or dropped. Only such can be read. */
export interface ChosenSource {
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
}

export interface ExportChoice {
  readonly format: ExportFormat;
  /** Null for everything. */
  readonly selection: EntrySelection | null;
  readonly byteOrderMark: boolean;
}

export interface PreviewChoice extends SourceOptions {
  readonly path: string;
  readonly mapping?: Mapping;
}

export type ImportChoice = Required<Pick<ImportRequest, 'path' | 'mode' | 'onBadRecord' | 'backup'>> &
  SourceOptions & { readonly mapping?: Mapping };
