import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import { listBackups } from '../backup/list-backups.ts';
import { databaseName, type SqliteStore, type Store } from '../store/store.ts';
import { megabytes, tightest, type Room } from './disk-space.ts';
import { chooseSearches, medianMs, runSearches } from './sample-searches.ts';
import type { Check } from './upgrade-types.ts';

/** The guide's limit: a search that takes longer has degraded. In ms. */
export const slowSearchMs = 1_000;
const timedSearches = 5;
/** How long to wait for another program's lock, in ms. */
const patienceMs = 500;

/** A check with what it says when all is well and when it is not. */
export function check(name: string, problems: readonly string[], fine: string): Check {
  return { name, ok: problems.length === 0, detail: problems.length === 0 ? fine : problems.join(' ') };
}

export function historyCheck(problems: readonly string[]): Check {
  return check('history', problems, 'Every step that was applied is the one that this program knows.');
}

/** Whether there is a verified backup at all. */
export function backupCheck({ path }: SqliteStore): Check {
  const newest = listBackups(path).find(({ verified }) => verified);
  if (newest === undefined) {
    const detail = 'There is no verified backup yet. Make one with “Back up now” or: kb backup create';
    return { name: 'backup', ok: false, detail };
  }
  const when = newest.createdAt.slice(0, 16).replace('T', ' ');
  return { name: 'backup', ok: true, detail: `The newest verified backup was made on ${when} UTC.` };
}

export function diskSpaceCheck(rooms: readonly Room[]): Check {
  const { folder, neededBytes, freeBytes } = tightest(rooms);
  return {
    name: 'disk-space',
    ok: freeBytes >= neededBytes,
    detail: `It needs ${megabytes(neededBytes)}, and the disk that holds ${folder} has ${megabytes(freeBytes)} free.`,
  };
}

/** Whether the search index knows every entry; `found` is what else was found wrong with it. */
export async function healthCheck(store: Store, found: readonly string[] = []): Promise<Check> {
  const index = sql.table(store.engine === 'sqlite' ? 'kb_search_docsize' : 'kb_search');
  const { rows } = await sql<{ entries: number; indexed: number }>`
    select (select count(*) from kb_entries) as entries, (select count(*) from ${index}) as indexed`.execute(
    store.db,
  );
  const { entries, indexed } = rows[0] ?? { entries: 0, indexed: 0 };
  const count = (value: number): string => value.toLocaleString('en');
  const problems =
    entries === indexed
      ? found
      : [...found, `The search index has ${count(indexed)} entries, and there are ${count(entries)}.`];
  return check('health', problems, `There are ${count(entries)} entries, and the search index has them all.`);
}

/** Times a few real searches. */
export async function performanceCheck(store: Store): Promise<Check> {
  const searches = (await chooseSearches(store)).slice(0, timedSearches);
  const took = medianMs((await runSearches(store, searches)).timesMs);
  return { name: 'performance', ok: took <= slowSearchMs, detail: `A search takes ${took.toFixed(1)} ms.` };
}

/** Whether the file and the folders that an upgrade writes to can be written. */
export function writableCheck({ path, readOnly }: SqliteStore): Check {
  const problems: string[] = [];
  if (readOnly) problems.push(`${path} is opened for reading only.`);
  for (const place of [path, dirname(resolve(path))]) {
    try {
      accessSync(place, constants.W_OK);
    } catch {
      problems.push(`${place} cannot be written.`);
    }
  }
  return check('writable', problems, 'The file and its folder can be written.');
}

/** Whether another program is writing to the database at this moment. */
export async function otherProgramsCheck(store: SqliteStore): Promise<Check> {
  const problems =
    store.readOnly || (await canLock(store)) ? [] : [`Another program is writing to ${databaseName(store)}.`];
  return check('other-programs', problems, 'No other program is writing to it.');
}

function canLock({ db, connection }: SqliteStore): Promise<boolean> {
  // Nothing of this program's own may be under way on the connection.
  return db.connection().execute(async (held) => {
    const patience: unknown = connection.pragma('busy_timeout', { simple: true });
    connection.pragma(`busy_timeout = ${patienceMs}`);
    try {
      await sql`begin immediate`.execute(held);
      await sql`rollback`.execute(held);
      return true;
    } catch {
      return false;
    } finally {
      connection.pragma(`busy_timeout = ${String(patience)}`);
    }
  });
}
