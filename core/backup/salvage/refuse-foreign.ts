import { migrations } from '../../../migrations/index.ts';
import { KnowledgeError } from '../../failure.ts';
import { scriptFacts } from '../../upgrade/script-facts.ts';
import type { FilledTables } from './fill-new-file.ts';
import type { SchemaObject } from './schema-objects.ts';

/** Refuses a file whose schema is another program's. One that has no schema any more may be anybody's. */
export function refuseForeign(path: string, schema: readonly SchemaObject[]): void {
  const ours = new Set(migrations.flatMap(({ up }) => scriptFacts(up.sqlite, 'sqlite').tables));
  if (schema.length === 0 || schema.some(({ name }) => ours.has(name))) return;
  throw new KnowledgeError({
    kind: 'foreign-file',
    message: `${path} is a SQLite file, but not one of Abendbook's.`,
    recovery: 'Nothing was written. Choose the file that is damaged.',
  });
}

/** Refuses a file in which nothing was found, be it by its schema or by its rows. */
export function refuseEmpty(path: string, schema: readonly SchemaObject[], { tables }: FilledTables): void {
  // Every new file has an account of its own schema.
  const found = tables.some(({ table, rows }) => rows > 0 && !table.startsWith('schema_'));
  if (found || schema.length > 0) return;
  throw new KnowledgeError({
    kind: 'foreign-file',
    message: `Nothing of a knowledge base is left in ${path}.`,
    recovery: 'Nothing was written. Restore a backup.',
  });
}
