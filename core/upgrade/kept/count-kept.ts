import { sql } from 'kysely';
import type { SchemaSession } from '../schema-access.ts';
import type { KeptRows } from '../upgrade-types.ts';
import { readKept, type KeptDraft } from './kept-tables.ts';

/** What rollbacks have kept and no upgrade has tried to bring back yet. */
export async function readKeptRows(session: SchemaSession): Promise<readonly KeptRows[]> {
  return countKept(session, await readKept(session));
}

/** Rows that kept tables hold, by the tables that they came from. */
export async function countKept(
  session: SchemaSession,
  kept: readonly KeptDraft[],
): Promise<readonly KeptRows[]> {
  const counted = [];
  for (const one of kept) counted.push({ ...one, rows: await countWaiting(session, one) });
  return perTable(counted);
}

/** Rows of a kept table that no upgrade has tried to bring back yet. */
export async function countWaiting({ db }: SchemaSession, kept: KeptDraft): Promise<number> {
  if (kept.kind === 'removed') return 0;
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.id(kept.keptTable)}
    where ${sql.id(`${kept.prefix}reason`)} is null`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Adds up what one table gave to several. */
export function perTable(
  counted: readonly { readonly version: string; readonly table: string; readonly rows: number }[],
): readonly KeptRows[] {
  const groups = Map.groupBy(counted, ({ version, table }) => JSON.stringify([version, table]));
  return [...groups.values()].flatMap((group) => {
    const rows = group.reduce((sum, one) => sum + one.rows, 0);
    return group[0] === undefined || rows === 0
      ? []
      : [{ version: group[0].version, table: group[0].table, rows }];
  });
}
