import type { Failure } from '../failure.ts';

/** What became of one step. */
export interface MigrationResult {
  readonly version: string;
  readonly name: string;
  readonly success: boolean;
  readonly durationMs: number;
  readonly error: Failure | null;
}

/** What became of one step, with what it kept or brought back. All is zero or empty for one that failed or was taken back. */
export interface StepResult extends MigrationResult {
  /** What the older schema cannot hold, and a rollback therefore kept. */
  readonly kept: readonly KeptRows[];
  /** What an earlier rollback kept, and is back. */
  readonly broughtBack: readonly KeptRows[];
  /** Kept rows that could not simply come back. */
  readonly conflicts: number;
}

/** How careful an upgrade is, under the guide's names. */
export const profileNames = ['development', 'staging', 'production'] as const;
export type ProfileName = (typeof profileNames)[number];

/** The guide's options of an upgrade; a profile sets all of them. */
export interface UpgradeOptions {
  /** Make no backup first. A rehearsal then copies the database itself. */
  readonly skipBackups: boolean;
  /** Check and rehearse, and change nothing. */
  readonly validateOnly: boolean;
  /** Add a few marked entries afterwards, to try the new version with. */
  readonly seedTestData: boolean;
  /** Time searches before and after. */
  readonly runPerformanceTests: boolean;
  /** Ask before anything is changed. */
  readonly requireConfirmation: boolean;
  /** The longest time in ms that the database may be closed to writing; null for any. The rehearsal says beforehand whether it will do. */
  readonly maxDowntime: number | null;
  /** Go back by itself when the upgraded database is not sound. */
  readonly rollbackOnFailure: boolean;
  /** Tell the user when it has ended. */
  readonly notifyOnCompletion: boolean;
}

export interface Check {
  /** Short and stable: `health`, `disk-space`. */
  readonly name: string;
  readonly ok: boolean;
  /** A sentence for the user. */
  readonly detail: string;
}

export interface Checklist {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** A step that an upgrade would apply, or a rollback undo. */
export interface PlannedStep {
  readonly version: string;
  readonly name: string;
  /** What will run. */
  readonly sql: string;
  /** The file of a custom step; null for a released one. */
  readonly file: string | null;
}

/** What an upgrade would do. Nothing has been done. */
export interface UpgradePlan {
  readonly from: string;
  readonly to: string;
  readonly steps: readonly PlannedStep[];
  /** Disk space in bytes that backup, rehearsal and upgrade need together at their peak, reckoned for this file. */
  readonly neededBytes: number;
  readonly freeBytes: number;
  /** How long the database will be closed to writing, in ms, as the last rehearsal of this plan measured it; null before one. */
  readonly forecastMs: number | null;
  /** A verified backup of exactly what the database holds now, made for this upgrade; null where there is none yet. */
  readonly backup: { readonly path: string; readonly createdAt: string } | null;
  /** The rehearsal of this plan on exactly what the database holds now; null where there is none yet. */
  readonly rehearsal: RehearsalReport | null;
  /** Why it cannot be done at all: an edited or missing step, a history that disagrees with the file. Empty when it can. */
  readonly problems: readonly string[];
  /** What an earlier rollback kept and this upgrade brings back. */
  readonly bringsBack: readonly KeptRows[];
}

export interface RollbackPlan {
  readonly from: string;
  readonly to: string;
  /** In the order in which they are undone. */
  readonly steps: readonly PlannedStep[];
  /** What the older schema cannot hold. It is kept and comes back with the next upgrade. */
  readonly keeps: readonly KeptRows[];
  readonly problems: readonly string[];
}

export interface KeptRows {
  readonly version: string;
  readonly table: string;
  readonly rows: number;
}

/** A trial of an upgrade on a copy. */
export interface RehearsalReport {
  readonly ok: boolean;
  readonly from: string;
  readonly to: string;
  /** Of the whole rehearsal. */
  readonly durationMs: number;
  /** Of the steps alone: as long the database will be closed to writing. */
  readonly migrationMs: number;
  readonly checks: readonly Check[];
  /** Rows of each table that the older version has. */
  readonly tables: readonly { readonly table: string; readonly before: number; readonly after: number }[];
  /** Median time of a search in ms; null where the profile does not ask for it. */
  readonly performance: { readonly beforeMs: number; readonly afterMs: number } | null;
}

export type UpgradePhase =
  'checking' | 'backing-up' | 'rehearsing' | 'upgrading' | 'rolling-back' | 'validating' | 'restoring';

export interface UpgradeProgress {
  readonly phase: UpgradePhase;
  /** The schema step under way: `003-mvp3-code-analysis`; null between steps. */
  readonly step: string | null;
  /** Steps or pages done, and of how many; both 0 where nothing can be counted. */
  readonly done: number;
  readonly total: number;
  /** Whether cancelling now leaves everything as it was. */
  readonly cancellable: boolean;
}

/** A kept row that could not simply come back. */
export interface KeptConflict {
  readonly id: number;
  readonly version: string;
  readonly table: string;
  /** The row's key, as JSON. */
  readonly key: string;
  /** A sentence for the user. */
  readonly reason: string;
  /** What was kept and what stands there now, as JSON objects; `present` is null where there is no such row. */
  readonly kept: string;
  readonly present: string | null;
}

/** What an upgrade or a rollback did, whether it succeeded or not. */
export interface UpgradeReport {
  readonly direction: 'up' | 'down';
  readonly from: string;
  /** Where the database stands now. */
  readonly to: string;
  /** The backup from which it can be brought back; null where none was made. */
  readonly backup: { readonly path: string; readonly sha256: string; readonly verified: boolean } | null;
  readonly results: readonly MigrationResult[];
  /** The database was looked through afterwards and is sound. */
  readonly validated: boolean;
  /** It was changed and then taken back by itself. */
  readonly rolledBack: boolean;
  /** Taking it back failed, and the backup was restored. */
  readonly restored: boolean;
  readonly checklist: readonly Check[];
  readonly rehearsal: RehearsalReport | null;
  readonly durationMs: number;
  readonly kept: readonly KeptRows[];
  readonly broughtBack: readonly KeptRows[];
  readonly conflicts: number;
  /** Test entries added. */
  readonly seeded: number;
  /** Why it did not succeed; null when it did. */
  readonly failure: Failure | null;
  /** The whole story in plain sentences. */
  readonly summary: readonly string[];
}

/** A line of the schema's history: every step applied or undone, failures included. */
export interface HistoryEvent {
  readonly at: string;
  readonly direction: 'up' | 'down';
  readonly version: string;
  readonly name: string;
  readonly checksum: string;
  readonly appVersion: string;
  readonly actor: string;
  readonly durationMs: number;
  readonly outcome: 'done' | 'failed';
  /** Why it failed; null where it did not. */
  readonly error: string | null;
}

/** What the schema's place on the Database screen shows. */
export interface SchemaHistory {
  /** Newest first. */
  readonly events: readonly HistoryEvent[];
  readonly problems: readonly string[];
  /** What a rollback has kept and no upgrade has brought back yet. */
  readonly kept: readonly KeptRows[];
  readonly conflicts: readonly KeptConflict[];
}
