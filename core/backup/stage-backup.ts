import { constants, existsSync, statfsSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { latestVersion, migrations } from '../../migrations/index.ts';
import { KnowledgeError, type Failure } from '../failure.ts';
import { rebuildIndex } from '../search/rebuild-index.ts';
import { flushFile } from '../store/durable-files.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';
import { newestReleased, readAppliedSteps } from '../upgrade/applied-steps.ts';
import { MigrationManager } from '../upgrade/migration-manager.ts';
import { versionNumber } from '../upgrade/version-number.ts';
import { findProblems } from './find-problems.ts';

interface Staging {
  readonly backup: string;
  /** The copy to be made, which can then take the database's place. */
  readonly staged: string;
  readonly database: string;
}

/**
 * Makes a copy of a backup that can take the database's place: in the same folder, at no older a schema, with a sound search index, flushed and
 * checked. Returns what there is to say of it, in sentences, or null. Throws a `KnowledgeError` where it cannot be made.
 */
export async function stageBackup({ backup, staged, database }: Staging): Promise<string | null> {
  refuseWithoutRoom(backup, database);
  await copyFile(backup, staged, constants.COPYFILE_FICLONE);
  // A backup of the user's own making may have its last changes in a log beside it.
  for (const suffix of ['-wal', '-journal'])
    if (existsSync(backup + suffix)) await copyFile(backup + suffix, staged + suffix);
  const remarks: string[] = [];
  const store = openSqlite(staged);
  try {
    remarks.push(...(await upgrade(store, database)));
    store.connection.pragma('journal_mode = DELETE');
  } finally {
    await closeStore(store);
  }
  const { structure, index } = await findProblems(staged, true);
  if (structure[0] !== undefined) throw notSound(backup, structure[0]);
  if (index.length > 0) remarks.push(await mendIndex(staged));
  flushFile(staged);
  return remarks.length === 0 ? null : remarks.join(' ');
}

/** What is going to be said of the upgrade, before it. */
export async function planUpgradeOnTheWay(database: string, version: string): Promise<string | null> {
  const target = await targetFor(database);
  if (versionNumber(version) >= versionNumber(target)) return null;
  return `It stands at schema ${version}, and is upgraded to ${target} on the way.`;
}

async function upgrade(store: SqliteStore, database: string): Promise<readonly string[]> {
  const applied = await readAppliedSteps({ store, db: store.db });
  const target = await targetFor(database);
  if (newestReleased(applied) >= versionNumber(target)) return [];
  const from = applied.at(-1)?.version ?? '';
  // Custom steps are those of the database itself, which are in a folder beside it.
  const failure = await migrate(new MigrationManager({ ...store, path: database }), target);
  if (failure === null) return [`It stood at schema ${from}, and was upgraded to ${target} on the way.`];
  return [
    `It was restored as it was, at schema ${from}: it could not be upgraded on the way. ${failure.message}`,
  ];
}

async function migrate(manager: MigrationManager, target: string): Promise<Failure | null> {
  try {
    const results = await manager.migrateTo(target, { actor: 'restore' });
    return results.find(({ error }) => error !== null)?.error ?? null;
  } catch (caught) {
    if (!(caught instanceof KnowledgeError)) throw caught;
    const { kind } = caught.failure;
    // These are about the disk and not about the backup.
    if (kind === 'disk-full' || kind === 'read-only-file' || kind === 'locked-file') throw caught;
    return caught.failure;
  }
}

/** The released version that the database stands at, or the newest where that cannot be known. Never beyond it: an upgrade of its own is more careful. */
async function targetFor(database: string): Promise<string> {
  if (!existsSync(database)) return latestVersion;
  let store: SqliteStore;
  try {
    store = openSqlite(database, { readOnly: true });
  } catch {
    return latestVersion;
  }
  try {
    const number = newestReleased(await readAppliedSteps({ store, db: store.db }));
    return migrations.find(({ version }) => versionNumber(version) === number)?.version ?? latestVersion;
  } catch {
    return latestVersion;
  } finally {
    await closeStore(store);
  }
}

async function mendIndex(staged: string): Promise<string> {
  const store = openSqlite(staged);
  try {
    await rebuildIndex(store);
    store.connection.pragma('journal_mode = DELETE');
  } finally {
    await closeStore(store);
  }
  return 'Its search index was damaged, and was made anew from its entries.';
}

function refuseWithoutRoom(backup: string, database: string): void {
  const needed = statSync(backup).size;
  const { bavail, bsize } = statfsSync(dirname(database));
  if (bavail * bsize >= needed) return;
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;
  throw new KnowledgeError({
    kind: 'disk-full',
    message: `Restoring needs ${megabytes(needed)}, and the disk that holds ${database} has ${megabytes(bavail * bsize)} free.`,
    recovery: 'Your knowledge base is as it was. Free some space and try again.',
  });
}

function notSound(backup: string, problem: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'corrupt-file',
    message: `${backup} cannot be restored: its copy is damaged: ${problem.replace(/\.$/, '')}.`,
    recovery: 'Your knowledge base was not changed. Choose another backup.',
  });
}
