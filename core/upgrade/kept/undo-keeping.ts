import { sql } from 'kysely';
import type { Migration } from '../../../migrations/migration.ts';
import { runScript, type SchemaSession } from '../schema-access.ts';
import type { KeptRows } from '../upgrade-types.ts';
import { countKept } from './count-kept.ts';
import { findLosses } from './find-losses.ts';
import { foresee } from './foresee.ts';
import { keepLosses, noteAfter } from './keep.ts';
import { registerKept, type KeptDraft } from './kept-tables.ts';
import { noteWhatUpMakes } from './note-what-up-makes.ts';
import { refuseUndeclared } from './refuse-way-back.ts';
import { runWatched } from './run-watched.ts';
import { refuseLostIndexes } from './virtual-tables.ts';

/**
 * Runs a step's `down` and keeps what it loses. Returns what is kept. Throws a `KnowledgeError` of kind migration-failed where something would be lost that
 * could not be brought back; the transaction must then be taken back.
 */
export async function undoKeeping(
  session: SchemaSession,
  migration: Migration,
): Promise<readonly KeptRows[]> {
  const { store, db } = session;
  const { version, rewrites = [] } = migration;
  const script = migration.down[store.engine];
  if (store.engine === 'sqlite') refuseLostIndexes(store, migration);
  const foresight = await foresee(session, script);
  const losses = findLosses(migration, store.engine, foresight);
  const copied = await keepLosses(session, version, losses);
  const touched = await runWatched(session, foresight, rewrites, () => runScript(store, db, script));
  const keptRows = losses.rows.map(({ name }) => name);
  refuseUndeclared(migration, touched, keptRows);
  await noteAfter(session, copied);
  const { kept, flows } = await noteWhatUpMakes(session, migration, copied, losses);
  const rows = await countKept(session, kept);
  for (const one of kept) {
    if (await isWorthKeeping(session, one)) await registerKept(session, one, flows);
    else await sql`drop table ${sql.id(one.keptTable)}`.execute(db);
  }
  return rows;
}

/** Of an empty table the next upgrade must know where it had counted to, and nothing else. */
async function isWorthKeeping({ db }: SchemaSession, kept: KeptDraft): Promise<boolean> {
  if (kept.kind === 'table' && kept.sequences.length > 0) return true;
  return (await sql`select 1 from ${sql.id(kept.keptTable)} limit 1`.execute(db)).rows.length > 0;
}
