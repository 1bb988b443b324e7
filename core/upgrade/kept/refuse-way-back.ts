import type { Migration } from '../../../migrations/migration.ts';
import { KnowledgeError } from '../../failure.ts';
import type { KeptColumn } from './kept-tables.ts';
import type { Touched } from './run-watched.ts';
import type { SchemaShape, TableShape } from './schema-shape.ts';

/** Refuses a way back that has changed rows which it does not name, or in a way that could not be undone. `copied` are the tables whose removed rows were kept. */
export function refuseUndeclared(
  { version, rewrites = [] }: Migration,
  touched: ReadonlyMap<string, Touched>,
  copied: readonly string[],
): void {
  for (const [table, { columns, inserted, deleted }] of touched) {
    if (columns.length > 0)
      throw refusal(
        version,
        `changes ${columns.join(', ')} of the table ${table} without saying so`,
        'Name them in “rewrites”.',
      );
    if (inserted)
      throw refusal(
        version,
        `adds rows to the table ${table}, which stays`,
        'It may only change or remove them.',
      );
    if (deleted && !copied.includes(table)) {
      const isDeclared = rewrites.some((rewrite) => rewrite.table === table);
      throw refusal(
        version,
        `removes rows of the table ${table} ${isDeclared ? 'by way of another table' : 'without saying so'}`,
        isDeclared ? 'Remove them with a DELETE.' : 'Name the table in “rewrites”.',
      );
    }
  }
}

/** Without a key nobody can say which row a value belongs to. */
export function refuseUnkeyed(
  version: string,
  { name, key }: TableShape,
  columns: readonly KeptColumn[],
  after: SchemaShape,
): void {
  const names = columns.map((column) => column.name);
  if (key.length === 0 || !key.every((column) => after.get(name)?.columns.includes(column)))
    throw refusal(
      version,
      `takes ${names.join(', ') || 'rows'} from the table ${name}, which has no primary key to bring them back by`,
      'Give it one first.',
    );
  if (key.some((column) => names.includes(column)))
    throw refusal(version, `changes the primary key of the table ${name}`, 'Leave the key as it is.');
}

function refusal(version: string, what: string, wayOut: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'migration-failed',
    message: `The step ${version} was not undone: its way back ${what}, and what was there could not be brought back.`,
    recovery: `Nothing was changed. ${wayOut}`,
  });
}
