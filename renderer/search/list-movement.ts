/** Keys that move the cursor of a list. */
export const movementKeys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'] as const;
export type MovementKey = (typeof movementKeys)[number];

/** The key as one that moves the cursor, or null. */
export function asMovementKey(key: string): MovementKey | null {
  return movementKeys.find((known) => known === key) ?? null;
}

/** Where the cursor goes in a list of `count` rows of which `page` are in view; -1 is before the first row, or an empty list. */
export function moveCursor(from: number, key: MovementKey, count: number, page: number): number {
  const last = count - 1;
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from === -1 ? last : from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: last,
  }[key];
  return Math.min(last, Math.max(0, to));
}

/** The next row after `from` whose title begins with what was typed, going round; -1 where there is none. */
export function findByPrefix(titles: readonly string[], typed: string, from: number): number {
  const wanted = typed.toLowerCase();
  // While a word is being spelled out, the row that it began with may stay.
  const first = typed.length > 1 ? from : from + 1;
  for (let n = 0; n < titles.length; n += 1) {
    const index = (Math.max(0, first) + n) % titles.length;
    if (titles[index]?.toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}
