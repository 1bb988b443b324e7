/** Words that are written both as one and as two, and mean the same. */
const pairs: readonly (readonly [string, string])[] = [
  ['data', 'set'],
  ['time', 'out'],
  ['time', 'stamp'],
  ['check', 'point'],
  ['copy', 'book'],
  ['roll', 'back'],
  ['dead', 'lock'],
  ['sub', 'system'],
  ['sub', 'program'],
  ['work', 'load'],
];
const joined = new Map(pairs.map(([first, second]) => [first + second, [first, second] as const]));
const bySecond = new Map(pairs.map(([first, second]) => [second, first]));

/** `dataset` for `set` after `data`, `data` and `set` for `dataset`, in the singular; nothing for other words. */
export function pairedForms(singular: string, previous: string): readonly string[] {
  const parts = joined.get(singular);
  if (parts !== undefined) return parts;
  return previous !== '' && bySecond.get(singular) === previous ? [previous + singular] : [];
}

/** Whether a word, in the singular, is also written together with another before it. */
export function isSecondHalf(singular: string): boolean {
  return bySecond.has(singular);
}

/** Whether a form is only half of a word: it lets `data set` find `dataset`, but whoever asks for `dataset` does not mean any `data`. */
export function isHalf(form: string, forms: readonly string[]): boolean {
  return forms.some((other) => joined.get(other)?.includes(form));
}
