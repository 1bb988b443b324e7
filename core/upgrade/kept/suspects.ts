import { sql } from 'kysely';
import type { SqliteStore } from '../../store/store.ts';
import type { SchemaSession } from '../schema-access.ts';
import type { SchemaShape } from './schema-shape.ts';

/** How a table's rows are to be watched: by marks that are set as they change, or by comparing them with a copy. */
export type Watching = 'mark' | 'compare';

/** Given the tables before and after, those whose rows may have changed. */
export type FindSuspects = (
  before: SchemaShape,
  after: SchemaShape,
) => Promise<ReadonlyMap<string, Watching>> | ReadonlyMap<string, Watching>;

/** SQLite counts the changed rows of all tables together. Dropping a table or a column changes no row, making a table anew under its name does. */
export function sqliteSuspects({ connection }: SqliteStore): FindSuspects {
  const count = connection.prepare('SELECT total_changes()').pluck();
  const start = count.get();
  return (before, after) => {
    const changed = count.get() !== start;
    return staying(before, after, (rebuilt) => {
      if (rebuilt) return 'compare';
      return changed ? 'mark' : null;
    });
  };
}

/** PostgreSQL counts the changed rows of each table, unless it was told not to count. */
export async function postgresSuspects({ db }: SchemaSession): Promise<FindSuspects> {
  const counts = async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await sql<{ name: string; changes: string }>`
      select relname as name, concat_ws(' ', n_tup_ins, n_tup_upd, n_tup_del) as changes
      from pg_stat_xact_user_tables where schemaname = current_schema()`.execute(db);
    return new Map(rows.map(({ name, changes }) => [name, changes]));
  };
  const { rows } = await sql<{ counts: string }>`select current_setting('track_counts') as counts`.execute(
    db,
  );
  const isCounting = rows[0]?.counts === 'on';
  const start = await counts();
  return async (before, after) => {
    const end = await counts();
    const none = '0 0 0';
    return staying(before, after, (rebuilt, name) =>
      rebuilt || !isCounting || (start.get(name) ?? none) !== (end.get(name) ?? none) ? 'compare' : null,
    );
  };
}

function staying(
  before: SchemaShape,
  after: SchemaShape,
  watching: (rebuilt: boolean, name: string) => Watching | null,
): ReadonlyMap<string, Watching> {
  const suspects = new Map<string, Watching>();
  for (const [name, table] of after) {
    const former = before.get(name);
    if (former === undefined) continue;
    const how = watching(former.storage !== table.storage, name);
    if (how !== null) suspects.set(name, how);
  }
  return suspects;
}
