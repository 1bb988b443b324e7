import type Sqlite from 'better-sqlite3';

/** A table or an index as a file's schema has it. */
export interface SchemaObject {
  readonly type: 'table' | 'index' | 'trigger' | 'view';
  readonly name: string;
  /** The table that it belongs to; a table's is its own. */
  readonly table: string;
  /** Null for what has no tree of its own. */
  readonly root: number | null;
  readonly sql: string | null;
}

/** What a file's schema has, as far as it can be read; null where a part of it is damaged. */
export function readSchemaObjects(connection: Sqlite.Database): readonly SchemaObject[] | null {
  try {
    const rows = connection
      .prepare(
        `SELECT type, name, tbl_name AS "table", nullif(rootpage, 0) AS root, sql FROM sqlite_schema ORDER BY rowid`,
      )
      .safeIntegers(false)
      .all() as SchemaObject[];
    return rows.filter(isPlausible);
  } catch (caught) {
    if (isDamage(caught)) return null;
    throw caught;
  }
}

function isPlausible({ type, name, table, root, sql }: SchemaObject): boolean {
  return (
    ['table', 'index', 'trigger', 'view'].includes(type) &&
    typeof name === 'string' &&
    typeof table === 'string' &&
    (root === null || (Number.isSafeInteger(root) && root > 0)) &&
    (sql === null || typeof sql === 'string')
  );
}

/** Whether an error of SQLite's is about the file that it reads. */
export function isDamage(caught: unknown): boolean {
  return (
    caught instanceof Error &&
    'code' in caught &&
    typeof caught.code === 'string' &&
    // A text that is longer than JavaScript's may be is damage, too.
    /^(?:SQLITE_(?:CORRUPT|NOTADB|ERROR|IOERR|TOOBIG|NOMEM|SCHEMA)|ERR_STRING_TOO_LONG)/.test(caught.code)
  );
}
