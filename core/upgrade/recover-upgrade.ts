import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { withOperationLock } from '../backup/operation-lock.ts';
import { KnowledgeError } from '../failure.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';
import { MigrationManager } from './migration-manager.ts';
import { leftRehearsals, removeFiles } from './rehearsal-copy.ts';
import { takeBack } from './take-back.ts';
import {
  readUpgradeRecord,
  removeUpgradeRecord,
  upgradeRecordPath,
  writeUpgradeRecord,
  type UpgradeRecord,
} from './upgrade-record.ts';
import { problemsOf, validateChange } from './validate-change.ts';

/**
 * Finishes or undoes an upgrade or a rollback that a process was killed in, and removes what a killed rehearsal left. To be called before a database is
 * opened for writing. Returns what was found and done, in a sentence or two for the user; null where the last program ended in peace, or another one is at it
 * at this moment.
 * Throws a `KnowledgeError` where the database cannot be opened.
 */
export async function recoverUpgrade(databasePath: string): Promise<string | null> {
  const path = resolve(databasePath);
  if (!existsSync(upgradeRecordPath(path)) && leftRehearsals(path).length === 0) return null;
  let isMine = false;
  try {
    return await withOperationLock(path, () => {
      isMine = true;
      return recover(path);
    });
  } catch (caught) {
    const isOthers = !isMine && caught instanceof KnowledgeError && caught.failure.kind === 'locked-file';
    if (isOthers) return null;
    throw caught;
  }
}

async function recover(path: string): Promise<string | null> {
  const left = leftRehearsals(path);
  for (const copy of left) removeFiles(copy);
  const record = readUpgradeRecord(path);
  if (record === null) {
    if (left.length === 0) return null;
    return 'A rehearsal was interrupted, and its copy was removed. Your knowledge base is as it was.';
  }
  if (record === 'unreadable' || record.phase === 'preparing' || record.expectation === null) {
    removeUpgradeRecord(path);
    const what = record === 'unreadable' ? 'An upgrade' : nameOf(record);
    return `${what} was interrupted before it changed anything. Your knowledge base is as it was.`;
  }
  const store = openSqlite(path);
  try {
    return await recoverChange(store, record);
  } finally {
    await closeStore(store);
  }
}

async function recoverChange(store: SqliteStore, record: UpgradeRecord): Promise<string> {
  const { from, to, appliedBefore, appliedAfter, expectation, phase } = record;
  const manager = new MigrationManager(store);
  const applied = (await manager.getAppliedMigrations()).map(({ version }) => version);
  const stands = (versions: readonly string[]): boolean => versions.join() === applied.join();
  if (stands(appliedBefore) && phase === 'changing') {
    removeUpgradeRecord(store.path);
    return `${nameOf(record)} was interrupted, and nothing of it was kept. Your knowledge base is as it was, at schema ${from}.`;
  }
  if (expectation === null) throw new Error('A change without an expectation is only being prepared.');
  let reason = 'it was interrupted while it was taken back';
  if (stands(appliedAfter) && phase === 'changing') {
    const problems = problemsOf(await validateChange(store, expectation));
    if (problems.length === 0) {
      removeUpgradeRecord(store.path);
      return `${nameOf(record)} was interrupted after its last step. It was looked through now and is sound: your knowledge base stands at schema ${to}.`;
    }
    reason = problems.join(' ').replace(/\.$/, '');
    if (!record.rollbackOnFailure) {
      removeUpgradeRecord(store.path);
      return `${nameOf(record)} was interrupted after its last step, and your knowledge base is not sound at schema ${to}: ${reason}. ${wayBack(record)}`;
    }
  }
  return bringBack(store, manager, { ...record, expectation }, reason);
}

async function bringBack(
  store: SqliteStore,
  manager: MigrationManager,
  record: UpgradeRecord & { readonly expectation: NonNullable<UpgradeRecord['expectation']> },
  reason: string,
): Promise<string> {
  const { appliedBefore, expectation, backup, actor, from } = record;
  const taken = await takeBack(store, manager, {
    appliedBefore,
    expectation,
    backup: backup !== null && existsSync(backup) ? backup : null,
    actor,
    onPages: () => undefined,
    onPhase: (phase) => {
      if (phase === 'restoring') writeUpgradeRecord(store.path, { ...record, phase });
    },
  });
  const what = `${nameOf(record)} was interrupted and could not be finished: ${reason}.`;
  if (taken.by === 'neither')
    return `${what} Bringing your knowledge base back failed: ${taken.failure.message} The next start tries again. ${wayBack(record)}`;
  removeUpgradeRecord(store.path);
  if (taken.by === 'rollback')
    return `${what} It was taken back: your knowledge base is as it was, at schema ${from}.`;
  const kept = taken.kept === null ? '' : ` What stood there is kept in ${taken.kept}`;
  return `${what} The backup made before was written back: your knowledge base is as it was, at schema ${from}.${kept}`;
}

function nameOf({ direction }: UpgradeRecord): string {
  return direction === 'up' ? 'An upgrade' : 'A rollback';
}

function wayBack({ backup }: UpgradeRecord): string {
  return backup === null ? 'Restore a backup.' : `Restore the backup made before: ${backup}`;
}
