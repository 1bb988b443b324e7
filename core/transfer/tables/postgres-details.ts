import { sql, type Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { TableDetails } from './describe-tables.ts';

interface TableRow {
  readonly table_name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly nullable: boolean;
    readonly json: boolean;
    readonly counted: boolean;
  }[];
  readonly unique_columns: readonly (readonly string[])[];
}

const query = `
  SELECT c.relname AS table_name,
    (SELECT json_agg(json_build_object(
        'name', a.attname,
        'type', format_type(a.atttypid, NULL),
        'nullable', NOT a.attnotnull,
        'json', a.atttypid IN ('json'::regtype, 'jsonb'::regtype) OR EXISTS (
          SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)
            AND pg_get_constraintdef(k.oid) LIKE concat('%', quote_ident(a.attname), ' IS JSON%')),
        'counted', (a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false))
          AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indkey::text = a.attnum::text)))
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(json_agg((
        SELECT json_agg(a.attname ORDER BY n.position)
        FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS n (number, position)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.number
        WHERE n.position <= i.indnkeyatts)), '[]')
      FROM pg_index i
      WHERE i.indrelid = c.oid AND i.indisunique AND NOT i.indisprimary AND i.indpred IS NULL AND i.indexprs IS NULL) AS unique_columns
  FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')`;

/** What a PostgreSQL database says of its tables' columns, counters and unique columns, by table. */
export async function readPostgresDetails(db: Kysely<Schema>): Promise<ReadonlyMap<string, TableDetails>> {
  const { rows } = await sql.raw<TableRow>(query).execute(db);
  return new Map(
    rows.map(({ table_name: table, columns, unique_columns: unique }) => [
      table,
      {
        columns: new Map(
          (columns ?? []).map(({ name, type, nullable, json }) => [name, { type, nullable, json }]),
        ),
        counted: (columns ?? []).some(({ counted }) => counted),
        unique,
      },
    ]),
  );
}
