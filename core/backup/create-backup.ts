import { renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { KnowledgeError } from '../failure.ts';
import { programVersion } from '../program-version.ts';
import { stopIfAborted, type Cancellation } from '../search/cancellation.ts';
import { flushFile, flushFolder } from '../store/durable-files.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';
import type { Backup, BackupManifest, BackupOptions, BackupProgress } from './backup.ts';
import { backupFolder, newBackupName, unfinishedEnding } from './backup-folder.ts';
import { hashFile } from './hash-file.ts';
import { inspectFile } from './inspect-file.ts';
import { listedBackup } from './list-backups.ts';
import { writeManifest } from './manifest.ts';
import { withOperationLock } from './operation-lock.ts';
import { removeLeftovers } from './remove-leftovers.ts';

/** Pages copied at a time; between two pieces the thread does whatever else waits, writes to the same database included. */
const pagesAtATime = 4_096;

/**
 * Backs up an open database, while it is in use, and verifies the result by reopening it: only then does it get its name and its manifest. A backup that
 * fails or is cancelled leaves nothing behind.
 * Throws a `KnowledgeError` of kind disk-full, read-only-file, locked-file, corrupt-file or cancelled.
 */
export async function createBackup(
  store: SqliteStore,
  options: BackupOptions = {},
  onProgress: (progress: BackupProgress) => void = () => undefined,
  signal?: Cancellation,
): Promise<Backup> {
  return withOperationLock(store.path, () => makeBackup(store, options, onProgress, signal));
}

async function makeBackup(
  store: SqliteStore,
  options: BackupOptions,
  onProgress: (progress: BackupProgress) => void,
  signal: Cancellation | undefined,
): Promise<Backup> {
  const { type = 'manual', tag = null, reason = defaultReason[type] } = options;
  const folder = backupFolder(store.path);
  const createdAt = new Date();
  const path = join(folder, newBackupName(type, createdAt));
  const draft = path + unfinishedEnding;
  try {
    removeLeftovers(store.path);
    refuseWithoutRoom(store, folder);
    await copyPages(store, draft, onProgress, signal);
    await makeSelfContained(draft);
    stopIfAborted(signal);
    onProgress({ phase: 'checking', done: 0, total: 1 });
    const { version, entries, counts } = await inspectFile(draft);
    flushFile(draft);
    const sha256 = await hashFile(draft);
    stopIfAborted(signal);
    const manifest: BackupManifest = {
      format: 'abendbook-backup',
      formatVersion: 1,
      file: path.slice(folder.length + 1),
      database: resolve(store.path),
      machine: hostname(),
      createdAt: createdAt.toISOString(),
      type,
      tag,
      reason,
      sha256,
      sizeBytes: statSync(draft).size,
      version,
      appVersion: programVersion,
      entries,
      counts,
      verifiedAt: new Date().toISOString(),
    };
    // The manifest first: a backup by its final name always has one.
    writeManifest(path, manifest);
    renameSync(draft, path);
    flushFolder(dirname(path));
    onProgress({ phase: 'checking', done: 1, total: 1 });
    return listedBackup(path, manifest);
  } catch (caught) {
    for (const leftover of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`])
      rmSync(leftover, { force: true });
    throw fileFailure(caught, folder);
  }
}

const defaultReason = {
  manual: 'Made by hand',
  'pre-migration': 'Before an upgrade',
  'pre-restore': 'Before a restore',
  scheduled: 'Made on schedule',
} as const;

async function copyPages(
  { connection }: SqliteStore,
  draft: string,
  onProgress: (progress: BackupProgress) => void,
  signal: Cancellation | undefined,
): Promise<void> {
  const copied = await connection.backup(draft, {
    progress: ({ totalPages, remainingPages }) => {
      stopIfAborted(signal);
      onProgress({ phase: 'copying', done: totalPages - remainingPages, total: totalPages });
      return pagesAtATime;
    },
  });
  // better-sqlite3 reports success and no pages when source or destination is locked.
  if (copied.totalPages > 0 && copied.remainingPages === 0) return;
  throw new KnowledgeError({
    kind: 'locked-file',
    message: 'The backup could not be made, since the database was locked the whole time.',
    recovery: 'Your knowledge base was not changed. Close the other program that uses it, and try again.',
  });
}

/** Takes the copy out of write-ahead mode, so that it is one file that can be read without writing beside it. */
async function makeSelfContained(draft: string): Promise<void> {
  const copy = openSqlite(draft);
  copy.connection.pragma('journal_mode = DELETE');
  await closeStore(copy);
}

function refuseWithoutRoom({ path }: SqliteStore, folder: string): void {
  const needed = statSync(path).size + (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed * 1.1) return;
  throw new KnowledgeError({
    kind: 'disk-full',
    message: `A backup needs ${megabytes(needed * 1.1)}, and the disk that holds ${folder} has ${megabytes(free)} free.`,
    recovery: 'Your knowledge base was not changed. Free some space, or choose another folder for backups.',
  });
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;
}

/** The system's own errors, in words that name the folder. */
function fileFailure(caught: unknown, folder: string): unknown {
  if (!(caught instanceof Error) || caught instanceof KnowledgeError || !('code' in caught)) return caught;
  const full = caught.code === 'ENOSPC' || caught.code === 'EDQUOT' || caught.code === 'SQLITE_FULL';
  const closed =
    caught.code === 'EACCES' ||
    caught.code === 'EPERM' ||
    caught.code === 'EROFS' ||
    caught.code === 'SQLITE_CANTOPEN';
  if (!full && !closed) return caught;
  return new KnowledgeError(
    {
      kind: full ? 'disk-full' : 'read-only-file',
      message: full
        ? `There is no space left for a backup in ${folder}.`
        : `Backups cannot be written to ${folder}.`,
      recovery: `Your knowledge base was not changed, and no backup was made. ${full ? 'Free some space' : 'Check the permissions of this folder'} and try again.`,
    },
    { cause: caught },
  );
}
