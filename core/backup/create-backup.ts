import { existsSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { KnowledgeError } from '../failure.ts';
import { programVersion } from '../program-version.ts';
import { stopIfAborted, type Cancellation } from '../search/cancellation.ts';
import { flushFile, flushFolder } from '../store/durable-files.ts';
import type { SqliteStore } from '../store/store.ts';
import type { Backup, BackupManifest, BackupOptions, BackupProgress } from './backup.ts';
import { backupFolder, manifestPath, newBackupName, unfinishedEnding } from './backup-folder.ts';
import { bothOf } from './both-of.ts';
import { copyBackup, copyMissedBackups } from './copy-backup.ts';
import { fileFailure } from './file-failure.ts';
import { hashFile } from './hash-file.ts';
import { inspectFile } from './inspect-file.ts';
import { listedBackup } from './list-backups.ts';
import { writeManifest } from './manifest.ts';
import { withOperationLock } from './operation-lock.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { databaseSuffixes } from './restore-record.ts';
import { runFileWork } from './run-file-work.ts';

/**
 * Backs up an open database, while it is in use, and verifies the result by reopening it: only then does it get its name and its manifest. A backup that
 * fails or is cancelled leaves nothing behind. Of a large database the pages are copied and looked through in a thread of their own.
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
  { path: database }: SqliteStore,
  options: BackupOptions,
  onProgress: (progress: BackupProgress) => void,
  signal: Cancellation | undefined,
): Promise<Backup> {
  const { type = 'manual', tag = null, reason = defaultReason[type] } = options;
  const folder = backupFolder(database);
  const createdAt = new Date();
  const path = join(folder, newBackupName(type, createdAt));
  const draft = path + unfinishedEnding;
  try {
    removeLeftovers(database);
    refuseWithoutRoom(database, folder);
    await runFileWork(
      'copy',
      database,
      { from: database, to: draft },
      { onProgress: (done, total) => onProgress({ phase: 'copying', done, total }), signal },
    );
    flushFile(draft);
    stopIfAborted(signal);
    onProgress({ phase: 'checking', done: 0, total: 1 });
    const [{ version, entries, counts }, sha256] = await bothOf(inspectFile(draft), hashFile(draft));
    stopIfAborted(signal);
    const manifest: BackupManifest = {
      format: 'abendbook-backup',
      formatVersion: 1,
      file: basename(path),
      database: resolve(database),
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
    flushFolder(folder);
    const copied = await copyBackup(database, path, manifest);
    if (copied.copy !== null) await copyMissedBackups(database, path);
    onProgress({ phase: 'checking', done: 1, total: 1 });
    return listedBackup(path, manifest, copied);
  } catch (caught) {
    for (const suffix of databaseSuffixes) rmSync(draft + suffix, { force: true });
    if (!existsSync(path)) rmSync(manifestPath(path), { force: true });
    throw fileFailure(caught, {
      what: 'a backup',
      folder,
      safe: 'Your knowledge base was not changed, and no backup was made.',
    });
  }
}

const defaultReason = {
  manual: 'Made by hand',
  'pre-migration': 'Before an upgrade',
  'pre-restore': 'Before a restore',
  'pre-import': 'Before an import',
  scheduled: 'Made on schedule',
} as const;

function refuseWithoutRoom(path: string, folder: string): void {
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
