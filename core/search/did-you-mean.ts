import { sql, type Kysely } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { ResolvedWord } from './vocabulary.ts';

/**
 * The query with each word that occurs nowhere replaced by the nearest term that does occur; null where every word occurs or none is near.
 * Near is one edit for short words and two for longer ones, a swap of neighbours being one edit.
 */
export async function suggestQuery(
  db: Kysely<Schema>,
  query: string,
  words: readonly ResolvedWord[],
): Promise<string | null> {
  let suggestion = query;
  for (const { word, unknown } of words) {
    const [form] = word.forms;
    if (!unknown || form === undefined) continue;
    const near = await nearestTerm(db, form);
    if (near !== null) suggestion = suggestion.replace(word.text, () => near);
  }
  return suggestion === query ? null : suggestion;
}

async function nearestTerm(db: Kysely<Schema>, word: string): Promise<string | null> {
  if (word.length < 3) return null;
  const most = word.length <= 4 ? 1 : 2;
  const rows = await db
    .selectFrom('kb_terms')
    .select(['term', 'entries'])
    .where(sql<boolean>`length(term) between ${word.length - most} and ${word.length + most}`)
    .where('entries', '>', 0)
    .execute();
  let best: { readonly term: string; readonly distance: number; readonly entries: number } | null = null;
  for (const { term, entries } of rows) {
    const distance = editDistance(word, term, most);
    if (distance > most) continue;
    if (
      best === null ||
      distance < best.distance ||
      (distance === best.distance && isBetter(entries, term, best))
    ) {
      best = { term, distance, entries };
    }
  }
  return best?.term ?? null;
}

function isBetter(
  entries: number,
  term: string,
  best: { readonly term: string; readonly entries: number },
): boolean {
  return entries > best.entries || (entries === best.entries && term < best.term);
}

/**
 * Optimal string alignment distance (Damerau 1964, in the restricted form), in code units; stops early with `most + 1` once it is
 * sure to be more than `most`.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? most + 1;
}
