/** Rows that were picked, apart from the cursor. */
export interface Selection<Id> {
  readonly ids: ReadonlySet<Id>;
  /** Where a range begins that is being drawn; null where none is. */
  readonly anchor: Id | null;
  /** What was picked before the range was begun. */
  readonly base: ReadonlySet<Id>;
}

/** Picks a row, or lets it go; a range may begin there. */
export function toggled<Id>({ ids }: Selection<Id>, id: Id): Selection<Id> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, base: next };
}

/** Draws the range from where it began, or from the cursor where it begins now, to a row. Rows that a longer range had are let go. */
export function extended<Id>(
  { ids, anchor, base }: Selection<Id>,
  rows: readonly Id[],
  cursor: Id,
  to: Id,
): Selection<Id> {
  const begun = anchor !== null && rows.includes(anchor);
  const from = begun ? anchor : cursor;
  const before = begun ? base : ids;
  const ends = [rows.indexOf(from), rows.indexOf(to)].toSorted((one, other) => one - other);
  const [first = 0, last = 0] = ends;
  return { ids: new Set([...before, ...rows.slice(first, last + 1)]), anchor: from, base: before };
}
