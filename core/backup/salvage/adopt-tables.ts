import type Sqlite from 'better-sqlite3';
import { isDamage, type SchemaObject } from './schema-objects.ts';
import { describeTable, quoted } from './table-shape.ts';

/** What was taken over of a damaged file's own schema. */
export interface Adoption {
  /** Puts the indexes, triggers and views in place, once the rows are. Returns what could not be, in sentences. */
  readonly finish: () => readonly string[];
  readonly problems: readonly string[];
}

/**
 * Gives the new file the tables that the damaged one has beside those of the released steps: what rollbacks keep, and those of the user's own steps. A
 * table of a released step gets the columns that such a step has added to it.
 */
export function adoptTables(
  source: { readonly connection: Sqlite.Database; readonly schema: readonly SchemaObject[] },
  target: Sqlite.Database,
): Adoption {
  const problems: string[] = [];
  const adopted = new Set<string>();
  for (const { type, name, sql } of source.schema) {
    if (type !== 'table' || sql === null || name.startsWith('sqlite_')) continue;
    const shape = describeTable(source.connection, name);
    // Of an index over text, what it covers is taken over, and not how.
    if (shape === null || name.startsWith('kb_search_')) continue;
    const present = describeTable(target, name);
    const has = new Set(shape.columns.map((column) => column.name));
    const extended =
      present !== null &&
      shape.columns.length > present.columns.length &&
      present.columns.every((column) => has.has(column.name));
    if (present !== null && !extended) continue;
    if (replaceTable(target, name, sql)) adopted.add(name);
    else if (present === null) problems.push(`The table ${name} is lost: its definition is damaged.`);
  }
  const added = source.schema.filter(
    ({ type, table, sql }) => sql !== null && (type === 'view' || (type !== 'table' && adopted.has(table))),
  );
  return {
    problems,
    finish: () => added.flatMap(({ type, name, sql }) => addToSchema(target, type, name, sql ?? '')),
  };
}

/** Makes a table by its own definition, unless that is damaged. */
function replaceTable(target: Sqlite.Database, name: string, definition: string): boolean {
  try {
    target.transaction(() => {
      target.exec(`DROP TABLE IF EXISTS ${quoted(name)}`);
      // One statement: a definition that was tampered with cannot bring others along.
      target.prepare(definition).run();
    })();
    return true;
  } catch (caught) {
    if (isDamage(caught)) return false;
    throw caught;
  }
}

function addToSchema(
  target: Sqlite.Database,
  type: SchemaObject['type'],
  name: string,
  definition: string,
): readonly string[] {
  try {
    target.prepare(definition).run();
    return [];
  } catch (caught) {
    const detail = caught instanceof Error ? caught.message : String(caught);
    return [`The ${type} ${name} could not be made in the new file: ${detail}.`];
  }
}
