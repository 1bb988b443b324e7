/** The word of a few that someone most likely meant, or null where none is near: at most a third of its letters differ. */
export function nearestWord(written: string, words: readonly string[]): string | null {
  if (written.length > 100) return null;
  const plain = written.toLowerCase();
  let best: string | null = null;
  let fewest = Infinity;
  for (const word of words) {
    const changes = lettersApart(plain, word.toLowerCase());
    if (changes < fewest && changes <= Math.max(1, Math.floor(word.length / 3))) {
      best = word;
      fewest = changes;
    }
  }
  return best;
}

/** How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other. */
function lettersApart(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const present = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let changes = Math.min(
        (above[column] ?? 0) + 1,
        (present[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) changes = Math.min(changes, (before[column - 2] ?? 0) + 1);
      present.push(changes);
    }
    before = above;
    above = present;
  }
  return above[other.length] ?? 0;
}
