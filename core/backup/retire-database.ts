import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { KnowledgeError } from '../failure.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';
import type { BackupManifest } from './backup.ts';
import { backupFolder, newBackupName } from './backup-folder.ts';
import { describeAside } from './describe-aside.ts';

/** A database that is ready to be moved among the backups. */
export interface Retired {
  /** Where it is to go. */
  readonly aside: string;
  /** Null where something is wrong with it: then it is kept as it is, and not called sound. */
  readonly manifest: BackupManifest | null;
}

/** How long other programs have to let go of the database, in ms. */
const patienceMs = 1_000;

/**
 * Makes sure that nobody else has the database open, and folds its log into it. One that cannot be read is kept as it is, with all its files.
 * Throws a `KnowledgeError` of kind locked-file, disk-full or read-only-file; the database is then as it was.
 */
export async function retireDatabase(path: string): Promise<Retired> {
  const store = openForGood(path);
  if (store === null) return keepDamaged(path);
  try {
    store.connection.pragma(`busy_timeout = ${patienceMs}`);
    store.connection.pragma('journal_mode = DELETE');
  } catch (caught) {
    const failure = sqliteFailure(caught, path);
    if (failure?.kind === 'corrupt-file') return keepDamaged(path);
    throw failure === null ? caught : new KnowledgeError(failureToClose(path, failure), { cause: caught });
  } finally {
    await closeStore(store);
  }
  const aside = join(backupFolder(path), newBackupName('pre-restore', new Date()));
  return { aside, manifest: await describeAside({ file: path, aside, database: path }) };
}

/** Null where the file is damaged, or none of this program's. */
function openForGood(path: string): SqliteStore | null {
  try {
    return openSqlite(path);
  } catch (caught) {
    if (!(caught instanceof KnowledgeError)) throw caught;
    if (caught.failure.kind === 'corrupt-file' || caught.failure.kind === 'foreign-file') return null;
    throw caught;
  }
}

function keepDamaged(path: string): Retired {
  const folder = join(backupFolder(path), `damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(folder, { recursive: true });
  return { aside: join(folder, basename(path)), manifest: null };
}

function failureToClose(path: string, failure: KnowledgeError['failure']): KnowledgeError['failure'] {
  if (failure.kind !== 'locked-file') return failure;
  return {
    kind: 'locked-file',
    message: `${path} is open in another program.`,
    recovery: 'Nothing was changed. Close the other Abendbook, and try again.',
  };
}
