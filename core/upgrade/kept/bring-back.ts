import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import type { KeptRows } from '../upgrade-types.ts';
import { countWaiting, perTable } from './count-kept.ts';
import { dropKept, readKept, type KeptRowsOf, type KeptTable, type KeptValuesOf } from './kept-tables.ts';
import { putRowsBack, removeAgain } from './put-rows-back.ts';
import { markEdited, putValuesBack } from './put-values-back.ts';
import { readShape } from './schema-shape.ts';
import { rebuildIndexesOver } from './virtual-tables.ts';
import { withoutTriggers } from './without-triggers.ts';

export interface BroughtBack {
  readonly broughtBack: readonly KeptRows[];
  /** Kept rows that could not simply come back. */
  readonly conflicts: number;
}

/** What a rollback of a step kept and no upgrade has tried to bring back yet. To be read before `up`, which it prepares for. */
export async function prepareBringingBack(
  session: SchemaSession,
  version: string,
): Promise<readonly KeptTable[]> {
  const kept = await withoutConflicts(session, await readKept(session, version));
  if (kept.length === 0) return [];
  const shape = await readShape(session);
  for (const one of kept) if (one.kind === 'values') await markEdited(session, one, shape);
  return kept;
}

/** What was left over by an earlier upgrade waits for the user. */
async function withoutConflicts(
  session: SchemaSession,
  kept: readonly KeptTable[],
): Promise<readonly KeptTable[]> {
  if (kept.length === 0) return kept;
  const rows = await session.db.selectFrom('schema_conflicts').select('kept_id').distinct().execute();
  const waiting = new Set(rows.map(({ kept_id }) => kept_id));
  return kept.filter(({ id }) => !waiting.has(id));
}

/** Brings back, after `up`, what a rollback of the step kept. What cannot come back stays kept, and becomes a conflict. */
export async function bringBack(session: SchemaSession, kept: readonly KeptTable[]): Promise<BroughtBack> {
  if (kept.length === 0) return { broughtBack: [], conflicts: 0 };
  const shape = await readShape(session);
  const before = await countAll(session, kept);
  const tables = [...new Set(kept.map(({ table }) => table))].filter((table) => shape.has(table));
  await withoutTriggers(session, tables, async () => {
    for (const one of kept) if (one.kind === 'removed') await removeAgain(session, one, shape);
    await putRowsBack(session, kept.filter(isRows), shape);
    for (const one of kept.filter(isValues)) await putValuesBack(session, one, shape);
  });
  if (session.store.engine === 'sqlite') rebuildIndexesOver(session.store, tables);
  let conflicts = 0;
  const rows = [];
  for (const one of kept) {
    const open = one.kind === 'removed' ? 0 : await recordConflicts(session, one);
    if (open === 0) await dropKept(session, one);
    conflicts += open;
    rows.push({ ...one, rows: (before.get(one.id) ?? 0) - open });
  }
  return { broughtBack: perTable(rows), conflicts };
}

function isRows(kept: KeptTable): kept is KeptRowsOf {
  return kept.kind === 'table' || kept.kind === 'rows';
}

function isValues(kept: KeptTable): kept is KeptValuesOf {
  return kept.kind === 'values';
}

async function countAll(
  session: SchemaSession,
  kept: readonly KeptTable[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (const one of kept) counts.set(one.id, await countWaiting(session, one));
  return counts;
}

/** Every row that has a reason becomes a conflict; the others are back and need not be kept. Returns how many are left. */
async function recordConflicts({ db }: SchemaSession, kept: KeptRowsOf | KeptValuesOf): Promise<number> {
  const reason = sql.id(`${kept.prefix}reason`);
  await sql`delete from ${sql.id(kept.keptTable)} where ${reason} is null`.execute(db);
  const { numAffectedRows } = await sql`insert into schema_conflicts (kept_id, kept_number, reason, found_at)
    select cast(${kept.id} as integer), ${sql.id(`${kept.prefix}number`)}, ${reason}, cast(${new Date().toISOString()} as text)
    from ${sql.id(kept.keptTable)} order by 2`.execute(db);
  return Number(numAffectedRows ?? 0);
}
