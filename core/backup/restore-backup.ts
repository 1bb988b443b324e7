import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { KnowledgeError } from '../failure.ts';
import { flushFolder } from '../store/durable-files.ts';
import { backupFolder, manifestPath, newBackupName } from './backup-folder.ts';
import { compareWithBackup } from './compare-with-backup.ts';
import { fileFailure } from './file-failure.ts';
import { listBackups } from './list-backups.ts';
import { writeManifest } from './manifest.ts';
import { withOperationLock } from './operation-lock.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import type { RestoreReport } from './restore-report.ts';
import { databaseSuffixes, removeRecord, writeRecord } from './restore-record.ts';
import { retireDatabase } from './retire-database.ts';
import { planUpgradeOnTheWay, stageBackup } from './stage-backup.ts';
import { removeUpgradeRecord } from '../upgrade/upgrade-record.ts';
import { examineBackup } from './verify-backup.ts';

/** Says what restoring a backup would do, and does nothing. Throws a `KnowledgeError` where the backup is not sound. */
export async function planRestore(databasePath: string, backupPath: string): Promise<RestoreReport> {
  const path = resolve(databasePath);
  const { version } = await refuseUnsound(path, backupPath);
  return {
    restored: resolve(backupPath),
    previous: null,
    discards: await compareWithBackup(path, backupPath),
    remark: await planUpgradeOnTheWay(path, version),
  };
}

/**
 * Puts a backup in the place of a database. `release` closes the caller's own connections, once they must be; nobody else may have any. The backup
 * is checked, copied beside the database, brought to the schema that the database stands at where its own is older, and checked again; then the
 * database is moved aside, whole, into the backups, and the copy takes its name. A process killed in between leaves a record from which the next
 * start goes on (`recoverRestore`).
 * Throws a `KnowledgeError`; the database is then as it was.
 */
export async function restoreBackup(
  databasePath: string,
  backupPath: string,
  release: () => Promise<void>,
): Promise<RestoreReport> {
  const path = resolve(databasePath);
  return withOperationLock(path, async () => {
    removeLeftovers(path);
    await refuseUnsound(path, backupPath);
    const staged = `${path}.staged-${randomBytes(4).toString('hex')}`;
    try {
      const remark = await stageBackup({ backup: backupPath, staged, database: path });
      const discards = await compareWithBackup(path, staged);
      await release();
      const aside = await replace(path, staged, resolve(backupPath));
      return {
        restored: resolve(backupPath),
        previous: aside === null ? null : { path: aside },
        discards,
        remark,
      };
    } catch (caught) {
      throw fileFailure(caught, {
        what: 'the restored knowledge base',
        folder: dirname(path),
        safe: 'Your knowledge base is as it was.',
      });
    } finally {
      for (const suffix of databaseSuffixes) rmSync(staged + suffix, { force: true });
    }
  });
}

/** Restores what the last restore put aside. Doing it twice is doing nothing. */
export async function undoRestore(
  databasePath: string,
  release: () => Promise<void>,
): Promise<RestoreReport> {
  return restoreBackup(databasePath, lastPutAside(databasePath), release);
}

/** The database as it was before the last restore. Throws a `KnowledgeError` of kind not-found. */
export function lastPutAside(databasePath: string): string {
  // What only the second folder has may be of another database of the same name.
  const last = listBackups(databasePath).find(
    ({ type, path, copy }) => type === 'pre-restore' && path !== copy,
  );
  if (last !== undefined) return last.path;
  throw new KnowledgeError({
    kind: 'not-found',
    message: 'There is no restore to undo.',
    recovery: 'Nothing was changed. Backups can be listed with: kb backup list',
  });
}

async function refuseUnsound(
  databasePath: string,
  backupPath: string,
): Promise<{ readonly version: string }> {
  if (isSameFile(databasePath, backupPath)) {
    throw new KnowledgeError({
      kind: 'invalid-request',
      message: `${backupPath} is the knowledge base itself, not a backup of it.`,
      recovery: 'Nothing was changed. Choose a backup.',
    });
  }
  const { kind, problems, contents } = await examineBackup(backupPath);
  if (kind === null && contents !== null) return contents;
  throw new KnowledgeError({
    kind: kind ?? 'corrupt-file',
    message: `${backupPath} cannot be restored. ${problems.join(' ')}`,
    recovery:
      kind === 'newer-file'
        ? 'Your knowledge base was not changed. Restore it with the newer version of Abendbook, or choose another backup.'
        : 'Your knowledge base was not changed. Choose another backup.',
  });
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  if (first === undefined || second === undefined) return false;
  return first.dev === second.dev && first.ino === second.ino && first.ino !== 0n;
}

/**
 * Moves the database aside and the copy to its place; returns where the database is now, null where there was none. Everything that needs space
 * on the disk is written before the first file moves, so that a full disk cannot stop it half-way.
 */
async function replace(path: string, staged: string, backup: string): Promise<string | null> {
  const retired = existsSync(path) ? await retireDatabase(path) : null;
  const aside = retired?.aside ?? join(backupFolder(path), newBackupName('pre-restore', new Date()));
  try {
    if (retired?.manifest) writeManifest(aside, retired.manifest);
    writeRecord(path, {
      format: 'abendbook-restore',
      backup,
      staged,
      aside,
      startedAt: new Date().toISOString(),
    });
    swap(path, staged, aside);
  } catch (caught) {
    if (!existsSync(aside)) rmSync(manifestPath(aside), { force: true });
    throw caught;
  }
  removeUpgradeRecord(path);
  removeRecord(path);
  return retired === null ? null : aside;
}

/** Where moving fails half-way it is taken back. */
function swap(path: string, staged: string, aside: string): void {
  const moved: (readonly [from: string, to: string])[] = [];
  try {
    for (const suffix of databaseSuffixes) {
      if (!existsSync(path + suffix)) continue;
      renameSync(path + suffix, aside + suffix);
      moved.push([path + suffix, aside + suffix]);
    }
    flushFolder(dirname(aside));
    renameSync(staged, path);
    flushFolder(dirname(path));
  } catch (caught) {
    for (const [from, to] of moved.toReversed()) renameSync(to, from);
    removeRecord(path);
    throw caught;
  }
}
