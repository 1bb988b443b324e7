import type { Backup } from '../backup/backup.ts';
import { KnowledgeError } from '../failure.ts';
import type { SqliteStore } from '../store/store.ts';
import type { ChangeWork } from './change-work.ts';
import { changeMark } from './fingerprint.ts';
import { keepRehearsal } from './kept-rehearsal.ts';
import { inSeconds } from './in-words.ts';
import { rehearseChange, type Rehearsal } from './rehearse-change.ts';

/** What is there before anything is done, and what of it can be used again. */
export interface Present {
  /** Of the connection, at the time when the rest was looked at. */
  readonly mark: string;
  readonly fingerprint: string | null;
  /** A backup of exactly what the database holds. */
  readonly backup: Backup | null;
  /** A rehearsal of this change on exactly what the database holds. */
  readonly rehearsal: Rehearsal | null;
}

/**
 * Tries the change on a copy, or takes what such a trial has shown. Throws a `KnowledgeError` where it did not go well, or where the change will take longer
 * than it may.
 */
export async function prepareRehearsal(
  store: SqliteStore,
  work: ChangeWork,
  present: Present,
  backupPath: string | null,
): Promise<Rehearsal> {
  const { change, options, actor, teller, report } = work;
  const timed = options.runPerformanceTests;
  const usable = isUsable(present.rehearsal, timed) ? present.rehearsal : null;
  const rehearsal =
    usable ??
    (await rehearseChange(
      store.path,
      change,
      {
        source: backupPath === null ? { kind: 'database' } : { kind: 'backup', path: backupPath },
        timed,
        thorough: options.validateOnly,
        actor,
      },
      teller,
    ));
  if (usable === null && present.fingerprint !== null && changeMark(store) === present.mark)
    keepRehearsal(store.path, change, present.fingerprint, rehearsal);
  report.rehearsal = rehearsal.report;
  refuseFailed(rehearsal);
  refuseTooLong(rehearsal, options.maxDowntime, change.direction);
  return rehearsal;
}

function isUsable(rehearsal: Rehearsal | null, timed: boolean): boolean {
  return rehearsal !== null && rehearsal.report.ok && (!timed || rehearsal.report.performance !== null);
}

function refuseFailed({ report }: Rehearsal): void {
  if (report.ok) return;
  const details = report.checks.filter(({ ok }) => !ok).map(({ detail }) => detail);
  throw new KnowledgeError({
    kind: 'migration-failed',
    message: `The rehearsal on a copy did not go well, so it was not done: ${details.join(' ')}`,
    recovery:
      'Your knowledge base was not changed. If it is a step of your own, mend its file; otherwise please report this with the details.',
  });
}

function refuseTooLong({ report }: Rehearsal, maxDowntime: number | null, direction: 'up' | 'down'): void {
  if (maxDowntime === null || report.migrationMs <= maxDowntime) return;
  const what = direction === 'up' ? 'upgrade' : 'rollback';
  throw new KnowledgeError({
    kind: 'too-long',
    message: `The ${what} would close the knowledge base to writing for about ${inSeconds(report.migrationMs)}, as the rehearsal measured, and it may take ${inSeconds(maxDowntime)} (maxDowntime).`,
    recovery: `Your knowledge base was not changed. Choose a time when it may take longer, and allow more.`,
  });
}
