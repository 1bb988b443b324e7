import { statSync } from 'node:fs';
import { KnowledgeError, type Failure } from '../failure.ts';
import { compatibility, readAppliedSteps } from '../upgrade/applied-steps.ts';
import { emptyVersion, MigrationManager } from '../upgrade/migration-manager.ts';
import { openSqlite } from './open-sqlite.ts';
import { closeStore, databaseName, type Store } from './store.ts';

/**
 * Refuses a file of a newer program before anything is written to it, or beside it. Where one may be made, an empty one is as good as none: a process that
 * was killed as it made it leaves that.
 */
export async function lookBeforeWriting(path: string, create: boolean): Promise<void> {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  const store = openSqlite(path, { readOnly: true, create });
  try {
    await refuseNewer(store, new MigrationManager(store), false);
  } finally {
    await closeStore(store);
  }
}

/** Gives a new database its schema, and refuses one that this program cannot read. Returns whether it may write it. */
export async function prepareSchema(
  store: Store,
  {
    readOnly,
    create,
    to,
  }: { readonly readOnly: boolean; readonly create: boolean; readonly to: string | undefined },
): Promise<boolean> {
  const manager = new MigrationManager(store);
  const mayWrite = await refuseNewer(store, manager, readOnly);
  if ((await manager.getCurrentVersion()) !== emptyVersion) return mayWrite;
  if (!create) {
    throw new KnowledgeError({
      kind: 'foreign-file',
      message: `${databaseName(store)} has no knowledge base in it.`,
      recovery: 'Nothing was changed. Check the path; kb init makes a new knowledge base.',
    });
  }
  // Custom steps are shown before they run, so they are no part of a new database.
  for (const { success, error } of await manager.migrateTo(to ?? manager.latestVersion)) {
    if (!success && error !== null) throw new KnowledgeError(error);
  }
  return mayWrite;
}

/** What is said to whoever wants to write in a database that is opened for reading only. */
export function readOnlyFailure(name: string, mayWrite: boolean): Failure {
  return {
    kind: 'read-only-file',
    message: `${name} is opened for reading only.`,
    recovery: mayWrite
      ? 'Nothing was changed. Open it for writing, and try again.'
      : 'Nothing was changed. A newer Abendbook has upgraded it: write in it with that one, or restore a backup made before.',
  };
}

/**
 * Refuses a database that a newer program has upgraded beyond what this one can do with it: write it, or, where it is only to be read, read it.
 * Returns whether this program may write it.
 * Throws a `KnowledgeError` of kind newer-file.
 */
async function refuseNewer(
  store: Store,
  { latestVersion }: MigrationManager,
  readOnly: boolean,
): Promise<boolean> {
  const applied = await readAppliedSteps({ store, db: store.db });
  const allowed = compatibility(applied, latestVersion);
  if (allowed === 'writable') return true;
  if (allowed === 'read-only' && readOnly) return false;
  const way =
    allowed === 'read-only'
      ? 'This program can open it read-only. To write in it, use the newer Abendbook that upgraded it'
      : 'This program cannot read it. Use the newer Abendbook that upgraded it';
  throw new KnowledgeError({
    kind: 'newer-file',
    canRead: allowed === 'read-only',
    message: `This knowledge base stands at schema ${applied.at(-1)?.version}, and this program knows schemas up to ${latestVersion}.`,
    recovery: `Nothing was changed. ${way}, or restore a backup made before that.`,
  });
}
