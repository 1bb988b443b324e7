import type { SqliteStore } from '../../store/store.ts';
import type { TableShape } from './schema-shape.ts';
import type { Touched } from './watch-rows.ts';

/** The table and the triggers are temporary, and made in a savepoint that is taken back. */
const marksTable = 'abendbook_marks';

/** Puts triggers on tables that mark every column in which a value changes, and rows that come or go. Actions of foreign keys fire them, too. */
export function setMarks({ connection }: SqliteStore, tables: readonly TableShape[]): void {
  connection.exec(`CREATE TEMP TABLE ${marksTable} (table_name, what, column_name)`);
  for (const [index, { name, columns }] of tables.entries()) {
    const trigger = (event: string, statements: readonly string[]): void => {
      if (statements.length === 0) return;
      connection.exec(
        `CREATE TEMP TRIGGER abendbook_${event}_${index} AFTER ${event} ON main.${quoted(name)} BEGIN ${statements.join(' ')} END`,
      );
    };
    trigger('INSERT', [mark(name, 'inserted', null, '1')]);
    trigger('DELETE', [mark(name, 'deleted', null, '1')]);
    trigger(
      'UPDATE',
      columns.map((column) =>
        mark(name, 'changed', column, `OLD.${quoted(column)} IS NOT NEW.${quoted(column)}`),
      ),
    );
  }
}

/** A foreign key's action would override OR IGNORE, so that the mark must look by itself whether it is there. */
function mark(table: string, what: string, column: string | null, condition: string): string {
  const values = [table, what, column].map((value) => (value === null ? 'NULL' : text(value)));
  return `INSERT INTO ${marksTable} SELECT ${values.join(', ')} WHERE ${condition}
    AND NOT EXISTS (SELECT 1 FROM ${marksTable} WHERE table_name IS ${values[0]} AND what IS ${values[1]} AND column_name IS ${values[2]});`;
}

export function readMarks({ connection }: SqliteStore): ReadonlyMap<string, Touched> {
  const marks = connection.prepare(`SELECT * FROM ${marksTable}`).all() as readonly {
    readonly table_name: string;
    readonly what: string;
    readonly column_name: string | null;
  }[];
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
