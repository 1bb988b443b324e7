import type { TableShape } from './schema-shape.ts';

/** A table, or something that is about one. */
interface OfTable {
  readonly table: Pick<TableShape, 'name' | 'foreignKeys'>;
}

/** Tables in an order in which each comes after those that it points to, as far as they do not point in a circle. */
export function parentsFirst<T extends OfTable>(tables: readonly T[]): readonly T[] {
  const ordered = new Set<T>();
  const begun = new Set<T>();
  const add = (one: T): void => {
    if (begun.has(one)) return;
    begun.add(one);
    for (const { parent } of one.table.foreignKeys)
      for (const other of tables.filter(({ table }) => table.name === parent)) add(other);
    ordered.add(one);
  };
  for (const one of tables) add(one);
  return [...ordered];
}
