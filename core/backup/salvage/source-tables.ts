import type Sqlite from 'better-sqlite3';
import { RowWriter } from './row-writer.ts';
import type { SchemaObject } from './schema-objects.ts';
import { describeTable, type TableShape } from './table-shape.ts';

/** A table whose rows are salvaged. */
export interface SourceTable {
  readonly name: string;
  /** Its records in the damaged file; where that does not tell, those of the released steps. */
  readonly shape: TableShape;
  readonly writer: RowWriter;
  /** Null where the damaged file does not tell any more where its tree begins. */
  readonly root: number | null;
  /** Nothing of it is known to be lost. */
  whole: boolean;
  /** Pages of it that could not be read. */
  damagedPages: number;
}

/** Made anew from the entries, or written by the new file's own account of its schema. */
const notSalvaged = new Set(['kb_terms', 'schema_version']);

/** The tables of the new file that take rows of the damaged one. */
export function sourceTables(
  source: { readonly connection: Sqlite.Database; readonly schema: readonly SchemaObject[] },
  target: Sqlite.Database,
): readonly SourceTable[] {
  const names = target
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name`)
    .pluck()
    .all() as string[];
  return names.flatMap((name) => {
    if (name.startsWith('sqlite_') || notSalvaged.has(name)) return [];
    const found = source.schema.find((object) => object.type === 'table' && object.name === name);
    const shape = describeTable(source.connection, name) ?? describeTable(target, name);
    if (shape === null) return [];
    const writer = new RowWriter(target, shape);
    return [{ name, shape, writer, root: found?.root ?? null, whole: false, damagedPages: 0 }];
  });
}
