import type { SqliteStore } from '../../store/store.ts';
import type { Touched, WatchedTable } from './run-watched.ts';

/** The table and its triggers are temporary, and gone when the marks are read. */
const marksTable = 'abendbook_marks';
const events = ['INSERT', 'DELETE', 'UPDATE'] as const;

/**
 * Puts triggers on tables that mark every one of the columns in which a value changes, and rows that come or go. Actions of foreign keys fire
 * them, too.
 */
export function setMarks({ connection }: SqliteStore, tables: readonly WatchedTable[]): void {
  connection.exec(`CREATE TEMP TABLE ${marksTable} (table_name, what, column_name)`);
  for (const [index, { name, columns }] of tables.entries()) {
    const trigger = (event: (typeof events)[number], of: string, statements: readonly string[]): void => {
      if (statements.length === 0) return;
      connection.exec(
        `CREATE TEMP TRIGGER ${triggerName(event, index)} AFTER ${event} ${of} ON main.${quoted(name)} BEGIN ${statements.join(' ')} END`,
      );
    };
    trigger('INSERT', '', [mark(name, 'inserted', null, '1')]);
    trigger('DELETE', '', [mark(name, 'deleted', null, '1')]);
    trigger(
      'UPDATE',
      `OF ${columns.map(quoted).join(', ')}`,
      columns.map((column) =>
        mark(name, 'changed', column, `OLD.${quoted(column)} IS NOT NEW.${quoted(column)}`),
      ),
    );
  }
}

function triggerName(event: (typeof events)[number], index: number): string {
  return `abendbook_${event}_${index}`;
}

/** A foreign key's action would override OR IGNORE, so that the mark must look by itself whether it is there. */
function mark(table: string, what: string, column: string | null, condition: string): string {
  const values = [table, what, column].map((value) => (value === null ? 'NULL' : text(value)));
  return `INSERT INTO ${marksTable} SELECT ${values.join(', ')} WHERE ${condition}
    AND NOT EXISTS (SELECT 1 FROM ${marksTable} WHERE table_name IS ${values[0]} AND what IS ${values[1]} AND column_name IS ${values[2]});`;
}

/** What was marked, by the table. The marks are gone afterwards. */
export function readMarks(
  { connection }: SqliteStore,
  tables: readonly WatchedTable[],
): ReadonlyMap<string, Touched> {
  const marks = connection.prepare(`SELECT * FROM ${marksTable}`).all() as readonly {
    readonly table_name: string;
    readonly what: string;
    readonly column_name: string | null;
  }[];
  for (const index of tables.keys())
    for (const event of events) connection.exec(`DROP TRIGGER IF EXISTS temp.${triggerName(event, index)}`);
  connection.exec(`DROP TABLE temp.${marksTable}`);
  return new Map(
    [...Map.groupBy(marks, ({ table_name }) => table_name)].map(([table, found]) => [
      table,
      {
        columns: found.flatMap(({ column_name }) => column_name ?? []),
        inserted: found.some(({ what }) => what === 'inserted'),
        deleted: found.some(({ what }) => what === 'deleted'),
      },
    ]),
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
