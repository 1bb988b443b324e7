import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { manifestPath } from '../backup-folder.ts';
import { verifyBackup } from '../verify-backup.ts';

const program = fileURLToPath(new URL('./change-loop.ts', import.meta.url));

/** SHA-256 over every row of every table that holds knowledge, in hex. */
export async function hashRows(db: KnowledgeDB): Promise<string> {
  const hash = createHash('sha256');
  const store = await db.store();
  if (store.engine !== 'sqlite') throw new Error('Rows are hashed on SQLite only.');
  for (const table of ['kb_entries', 'kb_tags', 'kb_revisions', 'kb_terms', 'kb_search_docsize']) {
    for (const row of store.connection.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().iterate()) {
      hash.update(JSON.stringify(row));
    }
  }
  return hash.digest('hex');
}

export interface Kill {
  readonly path: string;
  readonly backups: readonly [string, string];
  /** How long after it is ready the process is killed, in ms. */
  readonly afterMs: number;
}

export interface Found {
  /** Of the database after the next start. */
  readonly rows: string;
  readonly notice: string | null;
  readonly integrity: unknown;
  /** What is wrong with the backups in its list, which are all to be whole. */
  readonly backupProblems: readonly string[];
  /** Files beside the database that should not be there any more. */
  readonly strays: readonly string[];
}

/** Lets a process back up and restore, kills it, starts again, and looks at what is there. */
export async function killAndRecover({ path, backups, afterMs }: Kill): Promise<Found> {
  const child = spawn(process.execPath, [program, path, ...backups], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

  const db = await KnowledgeDB.open(path);
  try {
    const { notice } = await db.status();
    const store = await db.store();
    const integrity =
      store.engine === 'sqlite' ? store.connection.pragma('integrity_check', { simple: true }) : null;
    const backupProblems: string[] = [];
    for (const backup of (await db.listBackups()).slice(0, 3))
      backupProblems.push(...(await verifyBackup(backup.path)).problems);
    // The next backup clears away what the killed one left.
    await db.createBackup({ type: 'scheduled' });
    const strays = [...strayFiles(dirname(path), basename(path)), ...strayFiles(`${path}.backups`, '')];
    for (const { path: made } of await db.listBackups()) if (!backups.includes(made)) removeBackup(made);
    return { rows: await hashRows(db), notice, integrity, backupProblems, strays };
  } finally {
    await db.close();
  }
}

/** Hundreds of kills would fill the disk with what was backed up between them. */
function removeBackup(path: string): void {
  rmSync(path);
  rmSync(manifestPath(path));
}

function strayFiles(folder: string, name: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(
    (file) => file.startsWith(name) && /\.(?:unfinished|draft|restoring)|\.staged-/.test(file),
  );
}
