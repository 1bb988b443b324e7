import type { Backup } from './backup.ts';
import { listBackups } from './list-backups.ts';
import { removeBackup } from './remove-backup.ts';

/** How many of the backups made by the program itself are kept: every one of the last day, then one for each day, week and month. */
export const retention = { hours: 24, days: 7, weeks: 5, months: 12 } as const;

const hourMs = 3_600_000;

/** Which backups retention lets go of, newest first. Manual ones never; nor the newest before an upgrade, the newest before a restore or an import, or the newest verified one. */
export function prunable(backups: readonly Backup[], now: Date): readonly Backup[] {
  const kept = new Set<Backup>();
  for (const type of ['pre-migration', 'pre-restore', 'pre-import'] as const)
    keepFirst(kept, backups, (backup) => backup.type === type);
  keepFirst(kept, backups, (backup) => backup.verified);
  const periods = new Set<string>();
  for (const backup of backups) {
    const ageMs = now.getTime() - Date.parse(backup.createdAt);
    const period = periodOf(backup, ageMs);
    if (backup.type === 'manual' || ageMs < retention.hours * hourMs) kept.add(backup);
    else if (period !== null && !periods.has(period)) {
      periods.add(period);
      kept.add(backup);
    }
  }
  return backups.filter((backup) => !kept.has(backup));
}

function keepFirst(
  kept: Set<Backup>,
  backups: readonly Backup[],
  matches: (backup: Backup) => boolean,
): void {
  const first = backups.find(matches);
  if (first !== undefined) kept.add(first);
}

/** The day, week or month of which one backup is kept; null once it is older than all of them. */
function periodOf({ createdAt }: Backup, ageMs: number): string | null {
  const days = ageMs / (24 * hourMs);
  if (days < retention.days) return createdAt.slice(0, 10);
  if (days < retention.weeks * 7) return `week ${Math.floor(Date.parse(createdAt) / (7 * 24 * hourMs))}`;
  if (days < retention.months * 31) return createdAt.slice(0, 7);
  return null;
}

/**
 * Removes what retention lets go of, with its copies in the second folder, or only says what it would remove. What is left in the second folder alone
 * stays: it may be all that is left.
 */
export function pruneBackups(databasePath: string, dryRun: boolean, now = new Date()): readonly Backup[] {
  const own = listBackups(databasePath).filter(({ path, copy }) => path !== copy);
  const removed = prunable(own, now);
  if (!dryRun) for (const backup of removed) removeBackup(backup);
  return removed;
}
