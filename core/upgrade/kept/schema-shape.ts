import type { SchemaSession } from '../schema-access.ts';
import { readPostgresShape } from './postgres-shape.ts';
import { readSqliteShape } from './sqlite-shape.ts';

export interface ForeignKey {
  /** PostgreSQL's name of the constraint; empty on SQLite. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
  /** What becomes of the row when its parent goes. */
  readonly onDelete: 'cascade' | 'set-null' | 'restrict';
}

/** A table of knowledge as it is now. */
export interface TableShape {
  readonly name: string;
  /** Columns that hold values; what the engine generates from others is left out. */
  readonly columns: readonly string[];
  /** The columns of the primary key; empty where there is none. */
  readonly key: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Changes when the table is made anew under the same name, or its rows are rewritten by the engine. */
  readonly storage: string;
}

/** The tables of knowledge by their name, the bookkeeping and search indexes left out. */
export type SchemaShape = ReadonlyMap<string, TableShape>;

export async function readShape(session: SchemaSession): Promise<SchemaShape> {
  return shapeOf(
    session.store.engine === 'sqlite'
      ? readSqliteShape(session.store.connection)
      : await readPostgresShape(session),
  );
}

export function shapeOf(tables: readonly TableShape[]): SchemaShape {
  return new Map(tables.map((table) => [table.name, table]));
}
