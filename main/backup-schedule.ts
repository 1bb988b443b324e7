import { listBackups } from '../core/backup/list-backups.ts';
import type { BackupSchedule as Interval } from '../preload/api.ts';
import type { Database } from './database.ts';
import type { WorkRegistry } from './work.ts';

const hourMs = 3_600_000;
const intervalMs = { daily: 24 * hourMs, weekly: 7 * 24 * hourMs } as const;
/** The first look comes a little after the start, when the reader has begun to read; then one comes every hour. */
const firstLookMs = 60_000;

interface Options {
  readonly database: Database;
  readonly work: WorkRegistry;
  readonly interval: () => Interval;
  readonly onBackup: () => void;
  readonly onFailure: (caught: unknown) => void;
}

/** Backs up by itself when the last backup is old enough and something has changed since, and removes what retention lets go of. */
export class BackupSchedule {
  readonly #options: Options;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#look(firstLookMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** When the next backup is due, in ISO 8601; null where the program is not to make any. */
  nextAt(now = new Date()): string | null {
    const interval = this.#options.interval();
    if (interval === 'off') return null;
    const newest = listBackups(this.#options.database.path)[0];
    const due = newest === undefined ? now.getTime() : Date.parse(newest.createdAt) + intervalMs[interval];
    return new Date(Math.max(due, now.getTime())).toISOString();
  }

  #look(afterMs: number): void {
    this.#timer = setTimeout(() => {
      this.#backUpIfDue().catch(this.#options.onFailure);
      this.#look(hourMs);
    }, afterMs);
    this.#timer.unref();
  }

  /** What cannot be written is not backed up by itself: it may be damaged, and must not push out good backups. */
  async #canBackUp(): Promise<boolean> {
    return !(await this.#options.database.use((knowledge) => knowledge.status())).readOnly;
  }

  async #backUpIfDue(): Promise<void> {
    const { database, work, onBackup } = this.#options;
    const now = new Date();
    const due = this.nextAt(now);
    if (due === null || Date.parse(due) > now.getTime()) return;
    if (!(await this.#canBackUp())) return;
    const newest = listBackups(database.path)[0];
    const { newestUpdate } = await database.use((knowledge) => knowledge.getStats());
    if (newestUpdate === null || (newest !== undefined && newestUpdate <= newest.createdAt)) return;
    await work.run({
      title: 'Backing up',
      cancelWords: 'Cancel, keeping no backup',
      perform: (report, signal) =>
        database.use((knowledge) =>
          knowledge.createBackup({ type: 'scheduled' }, ({ done, total }) => report(done, total), signal),
        ),
      describe: () => 'Backed up and verified.',
    });
    await database.use((knowledge) => knowledge.pruneBackups(false));
    onBackup();
  }
}
