import type { TextRange } from '../../preload/api.ts';

/** Characters kept before the first match, so that a short line still shows it. */
const mostBefore = 20;

export interface MarkedText {
  readonly text: string;
  readonly highlights: readonly TextRange[];
}

/** The text cut at a word's beginning so that its first highlight comes early, with the highlights moved along. */
export function bringForward(text: string, highlights: readonly TextRange[]): MarkedText {
  const first = highlights.reduce((least, [start]) => Math.min(least, start), Infinity);
  if (first === Infinity || first <= mostBefore) return { text, highlights };
  const space = text.indexOf(' ', first - mostBefore);
  const from = space === -1 || space >= first ? first : space + 1;
  const moved = highlights.map(([start, end]): TextRange => [start - from + 1, end - from + 1]);
  return { text: `…${text.slice(from)}`, highlights: moved };
}
