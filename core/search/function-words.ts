/**
 * English words that say nothing about a problem. A query asks for them, but an entry without them is found as well. Words that matter here stay out of
 * the list: `not`, `no`, `out`, `up`, `down`, `off`.
 */
const functionWords = new Set(
  `a an and are as at be been by can do does for from get gets getting got had has have how i in is it its my of on or our
  ran run runs that the their there this to was we were what when where which while why will with`.split(
    /\s+/,
  ),
);

export function isFunctionWord(term: string): boolean {
  return functionWords.has(term);
}
