import { sql } from 'kysely';
import type { SchemaSession } from './schema-access.ts';

/** The columns of every table, search indexes and views included. All names are in lower case, as a script's are compared. */
export type SchemaParts = ReadonlyMap<string, ReadonlySet<string>>;

export async function readSchemaParts({ store, db }: SchemaSession): Promise<SchemaParts> {
  const query =
    store.engine === 'sqlite'
      ? sql<Part>`select lower(l.name) as table_name, lower(c.name) as column_name
          from pragma_table_list l, pragma_table_info(l.name) c where l.schema = 'main'`
      : sql<Part>`select lower(table_name) as table_name, lower(column_name) as column_name
          from information_schema.columns where table_schema = current_schema()`;
  const { rows } = await query.execute(db);
  const groups = Map.groupBy(rows, ({ table_name }) => table_name);
  return new Map(
    [...groups].map(([table, parts]) => [table, new Set(parts.map(({ column_name }) => column_name))]),
  );
}

interface Part {
  readonly table_name: string;
  readonly column_name: string;
}
