import type { Migration } from '../../migrations/migration.ts';
import type { Engine } from '../store/knowledge-base.ts';
import type { SchemaParts } from './schema-parts.ts';
import { scriptFacts } from './script-facts.ts';

/** Tables and columns that applied steps made and that are not there, as they are named in a sentence. What a step itself took away again is not missed. */
export function missingParts(
  applied: readonly Migration[],
  engine: Engine,
  present: SchemaParts,
): readonly { readonly version: string; readonly missing: readonly string[] }[] {
  const all = applied.map(({ version, up }) => ({ version, ...scriptFacts(up[engine], engine) }));
  const isGone = (name: string): boolean => all.some(({ gone }) => gone.has(name));
  return all.flatMap(({ version, tables, columns }) => {
    const missing = [
      ...tables.filter((table) => !present.has(table) && !isGone(table)).map((table) => `the table ${table}`),
      ...columns
        .filter(({ table, column }) => present.get(table)?.has(column) === false && !isGone(column))
        .map(({ table, column }) => `the column ${column} of ${table}`),
    ];
    return missing.length === 0 ? [] : [{ version, missing }];
  });
}
