export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond this many comparisons the changed middle is shown as replaced as a whole. */
const mostComparisons = 2_000_000;

/** The lines of both texts in one list: what was removed comes before what was added in its place. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const old = before.split('\n');
  const young = after.split('\n');
  let head = 0;
  while (head < old.length && head < young.length && old[head] === young[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < young.length - head &&
    old[old.length - 1 - tail] === young[young.length - 1 - tail]
  ) {
    tail += 1;
  }
  return [
    ...asLines('same', old.slice(0, head)),
    ...diffMiddle(old.slice(head, old.length - tail), young.slice(head, young.length - tail)),
    ...asLines('same', old.slice(old.length - tail)),
  ];
}

function diffMiddle(old: readonly string[], young: readonly string[]): readonly DiffLine[] {
  if (old.length * young.length > mostComparisons)
    return [...asLines('removed', old), ...asLines('added', young)];
  const common = commonLengths(old, young);
  const width = young.length + 1;
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < young.length) {
    const text = old[i] ?? '';
    if (text === young[j]) {
      lines.push({ kind: 'same', text });
      i += 1;
      j += 1;
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) {
      lines.push({ kind: 'removed', text });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: young[j] ?? '' });
      j += 1;
    }
  }
  return [...lines, ...asLines('removed', old.slice(i)), ...asLines('added', young.slice(j))];
}

/** For every pair of positions, the length of the longest common subsequence of what follows them. */
function commonLengths(old: readonly string[], young: readonly string[]): Uint32Array {
  const width = young.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = young.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === young[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

function asLines(kind: DiffLine['kind'], texts: readonly string[]): readonly DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}
