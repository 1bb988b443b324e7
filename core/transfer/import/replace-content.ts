import { sql } from 'kysely';
import { clearIndex } from '../../search/rebuild-index.ts';
import type { TransferTable } from '../tables/describe-tables.ts';
import type { ImportContext } from './import-context.ts';

/** What is only ever added to. */
export const auditTable = 'audit_log';

/**
 * Removes all entries and the rows of some tables. Rows that others must not lose, such as users who are in the audit log, stay. Returns how many entries there
 * were.
 */
export async function emptyTables(
  { store, db }: ImportContext,
  all: readonly TransferTable[],
  emptied: readonly TransferTable[],
): Promise<number> {
  const { count } = await db
    .selectFrom('kb_entries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  for (const table of emptied.toReversed()) {
    if (table.name !== auditTable) await emptyTable({ db }, all, table);
  }
  await clearIndex(store, db);
  await db.deleteFrom('kb_tags').execute();
  await db.deleteFrom('kb_revisions').execute();
  await db.deleteFrom('kb_entries').execute();
  return count;
}

/** Children first, so that what stays of them keeps its parents. */
async function emptyTable(
  { db }: Pick<ImportContext, 'db'>,
  all: readonly TransferTable[],
  table: TransferTable,
): Promise<void> {
  const held = all.flatMap((child) =>
    child.references
      .filter((reference) => reference.table === table.name && reference.onDelete === 'restrict')
      .map(({ columns, parentColumns }) => {
        const pairs = columns.map(
          (column, at) =>
            sql`${sql.ref(`child.${column}`)} = ${sql.ref(`${table.name}.${parentColumns[at] ?? ''}`)}`,
        );
        return sql`exists (select 1 from ${sql.id(child.name)} as child where ${sql.join(pairs, sql` and `)})`;
      }),
  );
  const where = held.length === 0 ? sql`` : sql` where not (${sql.join(held, sql` or `)})`;
  await sql`delete from ${sql.id(table.name)}${where}`.execute(db);
}
