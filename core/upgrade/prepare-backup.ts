import type { Backup } from '../backup/backup.ts';
import { createBackup } from '../backup/create-backup.ts';
import { hashFile } from '../backup/hash-file.ts';
import { findProblems } from '../backup/find-problems.ts';
import type { SqliteStore } from '../store/store.ts';
import type { ChangeWork } from './change-work.ts';
import { check } from './checks.ts';
import { soundStructure } from './checklist.ts';
import { changeMark } from './fingerprint.ts';
import type { Check } from './upgrade-types.ts';

/** A backup, and what tells whether the database still holds what is in it. */
export interface PreparedBackup {
  readonly backup: Backup;
  readonly mark: string;
}

/** Makes and verifies the backup from which a change can be undone whatever happens. Throws a `KnowledgeError`. */
export async function makeBackup(
  store: SqliteStore,
  { change, teller, report }: ChangeWork,
): Promise<PreparedBackup> {
  const { direction, from, to } = change;
  const mark = changeMark(store);
  const backup = await createBackup(
    store,
    {
      type: 'pre-migration',
      tag: `${from.slice(0, 3)}-to-${to.slice(0, 3)}`,
      reason: direction === 'up' ? 'Before an upgrade' : 'Before a rollback',
    },
    ({ phase, done, total }) => (phase === 'copying' ? teller.pages(done, total) : teller.pages(0, 0)),
    teller.signal,
  );
  const { path, sha256, verified } = backup;
  report.backup = { path, sha256, verified };
  return { backup, mark };
}

/** Takes a backup of exactly what the database holds, if it is still byte for byte what it was; null otherwise. */
export async function takeBackup(
  candidate: Backup,
  mark: string,
  { report }: ChangeWork,
): Promise<PreparedBackup | null> {
  if ((await hashFile(candidate.path)) !== candidate.sha256) return null;
  const { path, sha256 } = candidate;
  report.backup = { path, sha256, verified: true };
  return { backup: candidate, mark };
}

/** Looks every page of the database through, in another thread. A new backup is its image, and was looked through itself. */
export async function structureCheck({ path }: SqliteStore): Promise<Check> {
  const { structure } = await findProblems(path, false);
  return check('integrity', structure, soundStructure);
}
