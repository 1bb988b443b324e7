import { sql } from 'kysely';
import { isBookkeeping } from '../bookkeeping.ts';
import type { SchemaSession } from '../schema-access.ts';
import type { ForeignKey, TableShape } from './schema-shape.ts';

interface TableRow {
  readonly name: string;
  readonly storage: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly foreign_keys: readonly ForeignKey[];
}

/** Names of the columns of `table` whose numbers are in `numbers`, in that order. */
function columnNames(table: string, numbers: string): string {
  return `(SELECT json_agg(a.attname ORDER BY n.position) FROM unnest(${numbers}) WITH ORDINALITY AS n (number, position)
    JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = n.number)`;
}

const query = `
  SELECT c.relname AS name,
    concat(c.oid, '/', pg_relation_filenode(c.oid)) AS storage,
    (SELECT coalesce(json_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    coalesce((SELECT ${columnNames('i.indrelid', 'i.indkey::smallint[]')} FROM pg_index i
      WHERE i.indrelid = c.oid AND i.indisprimary), '[]') AS key,
    (SELECT coalesce(json_agg(json_build_object(
        'name', f.conname,
        'columns', ${columnNames('f.conrelid', 'f.conkey')},
        'parent', p.relname,
        'parentColumns', ${columnNames('f.confrelid', 'f.confkey')},
        'onDelete', CASE f.confdeltype WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set-null' ELSE 'restrict' END) ORDER BY f.conname), '[]')
      FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
      WHERE f.conrelid = c.oid AND f.contype = 'f') AS foreign_keys
  FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  ORDER BY c.relname`;

export async function readPostgresShape({ db }: SchemaSession): Promise<readonly TableShape[]> {
  const { rows } = await sql.raw<TableRow>(query).execute(db);
  return rows
    .filter(({ name }) => !isBookkeeping(name))
    .map(({ foreign_keys, ...table }) => ({ ...table, foreignKeys: foreign_keys }));
}
