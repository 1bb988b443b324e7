import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { KnowledgeError, unwrap, fail } from '../failure.ts';
import { flushFile, flushFolder } from '../store/durable-files.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore } from '../store/store.ts';
import { MigrationManager } from '../upgrade/migration-manager.ts';
import { backupFolder, newBackupName } from './backup-folder.ts';
import { compareWithBackup } from './compare-with-backup.ts';
import { inspectFile } from './inspect-file.ts';
import { keepAside } from './keep-aside.ts';
import { listBackups } from './list-backups.ts';
import { withOperationLock } from './operation-lock.ts';
import type { RestoreReport } from './restore-report.ts';
import { databaseSuffixes, removeRecord, writeRecord } from './restore-record.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { verifyBackup } from './verify-backup.ts';

/** Says what restoring a backup would do, and does nothing. Throws a `KnowledgeError` where the backup is not sound. */
export async function planRestore(databasePath: string, backupPath: string): Promise<RestoreReport> {
  const path = resolve(databasePath);
  await refuseUnsound(backupPath);
  return {
    restored: resolve(backupPath),
    previous: null,
    discards: await compareWithBackup(path, backupPath),
  };
}

/**
 * Puts a backup in the place of a database. `release` closes the caller's own connections, once they must be; nobody else may have any. The backup is checked, copied beside the database, brought to the present schema and checked
 * again; then the database is moved aside, whole, into the backups, and the copy takes its name. A process killed in between leaves a record
 * from which the next start goes on (`recoverRestore`).
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
    await refuseUnsound(backupPath);
    const staged = `${path}.staged-${randomBytes(4).toString('hex')}`;
    try {
      await stage(backupPath, staged);
      const discards = await compareWithBackup(path, staged);
      await release();
      const previous = existsSync(path) ? await retire(path) : null;
      const aside = previous?.path ?? join(backupFolder(path), newBackupName('pre-restore', new Date()));
      writeRecord(path, {
        format: 'abendbook-restore',
        backup: resolve(backupPath),
        staged,
        aside,
        startedAt: new Date().toISOString(),
      });
      swap(path, staged, aside);
      previous?.finish();
      removeRecord(path);
      return {
        restored: resolve(backupPath),
        previous: previous === null ? null : { path: aside },
        discards,
      };
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
  const last = listBackups(databasePath).find(({ type }) => type === 'pre-restore');
  if (last !== undefined) return last.path;
  throw new KnowledgeError({
    kind: 'not-found',
    message: 'There is no restore to undo.',
    recovery: 'Nothing was changed. Backups can be listed with: kb backup list',
  });
}

async function refuseUnsound(backupPath: string): Promise<void> {
  const { ok, problems } = await verifyBackup(backupPath);
  if (ok) return;
  unwrap(
    fail({
      kind: existsSync(backupPath) ? 'corrupt-file' : 'file-missing',
      message: `${backupPath} cannot be restored. ${problems.join(' ')}`,
      recovery: 'Your knowledge base was not changed. Choose another backup.',
    }),
  );
}

/** A copy of the backup that can take the database's place: same folder, present schema, flushed and checked. */
async function stage(backupPath: string, staged: string): Promise<void> {
  copyFileSync(backupPath, staged);
  const store = openSqlite(staged);
  try {
    for (const { error } of await new MigrationManager(store).migrate()) {
      if (error !== null) throw new KnowledgeError(error);
    }
    store.connection.pragma('journal_mode = DELETE');
  } finally {
    await closeStore(store);
  }
  await inspectFile(staged);
  flushFile(staged);
}

/** Makes sure that nobody else has the database open, folds its log into it, and prepares its manifest. */
async function retire(path: string): Promise<{ readonly path: string; readonly finish: () => void }> {
  const aside = join(backupFolder(path), newBackupName('pre-restore', new Date()));
  let store;
  try {
    store = openSqlite(path);
  } catch (caught) {
    if (caught instanceof KnowledgeError && caught.failure.kind === 'locked-file') throw caught;
    // It cannot be read, so it is kept as it is, with all its files and no promise about them.
    const folder = join(backupFolder(path), `damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
    mkdirSync(folder, { recursive: true });
    return { path: join(folder, basename(path)), finish: () => undefined };
  }
  try {
    store.connection.pragma('busy_timeout = 1000');
    store.connection.pragma('journal_mode = DELETE');
  } catch (caught) {
    throw new KnowledgeError(
      {
        kind: 'locked-file',
        message: `${path} is open in another program.`,
        recovery: 'Nothing was changed. Close the other Abendbook, and try again.',
      },
      { cause: caught },
    );
  } finally {
    await closeStore(store);
  }
  return { path: aside, finish: await keepAside({ file: path, aside, database: path }) };
}

/** Moves the database aside and the copy to its place. Where that fails half-way it is taken back. */
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
