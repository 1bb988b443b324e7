import type { SqliteStore } from '../store/store.ts';
import type { SchemaShape } from './kept/schema-shape.ts';

/**
 * What SQLite finds wrong with references since `before`, in sentences. References are enforced all the while, so only tables are looked through
 * that are new, were made anew, or point to others than before, and those that point to one that was made anew.
 */
export function brokenReferences(
  { connection }: SqliteStore,
  before: SchemaShape,
  after: SchemaShape,
): readonly string[] {
  const isNew = (name: string): boolean => before.get(name)?.storage !== after.get(name)?.storage;
  const suspects = [...after.values()].filter(
    ({ name, foreignKeys }) =>
      foreignKeys.length > 0 &&
      (isNew(name) ||
        JSON.stringify(before.get(name)?.foreignKeys) !== JSON.stringify(foreignKeys) ||
        foreignKeys.some(({ parent }) => before.has(parent) && isNew(parent))),
  );
  return suspects.flatMap(({ name }) => {
    const rows = connection.prepare('SELECT DISTINCT parent FROM pragma_foreign_key_check(?)').all(name);
    return (rows as readonly { parent: string }[]).map(
      ({ parent }) => `Rows of ${name} point to rows of ${parent} that are not there.`,
    );
  });
}
