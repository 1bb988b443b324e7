import type { Returning } from './missing-parents.ts';

/** Tables in an order in which each comes after those that it points to, as far as they do not point in a circle. */
export function parentsFirst(returning: readonly Returning[]): readonly Returning[] {
  const ordered = new Set<Returning>();
  const begun = new Set<Returning>();
  const add = (one: Returning): void => {
    if (begun.has(one)) return;
    begun.add(one);
    for (const { parent } of one.table.foreignKeys)
      for (const other of returning.filter(({ table }) => table.name === parent)) add(other);
    ordered.add(one);
  };
  for (const one of returning) add(one);
  return [...ordered];
}
