/** What a character can be in a mainframe word. Of several at once, the sum. */
export const part = 1;
/** Of a member's name, in parentheses or as the last qualifier before it. */
export const ofMember = 2;
/** Joins two parts when it stands between them: `-`, `.`, `'`, `’`, `/`. */
export const joiner = 4;
/** Before a number; also in a relative generation such as `(+1)`. */
export const sign = 8;
/** A sign right after it is a dash, not a sign. */
export const beforeDash = 16;
const known = 128;

const classes = new Uint8Array(0x1_0000);
const beyond = new Map<number, number>();

/** The class of a code point; 0 for one that is in no word. */
export function classOf(codePoint: number): number {
  if (codePoint > 0xffff) {
    const kept = beyond.get(codePoint);
    if (kept !== undefined) return kept;
    const found = find(codePoint);
    // There are more than a million, and hardly ever any.
    if (beyond.size < 10_000) beyond.set(codePoint, found);
    return found;
  }
  const kept = classes[codePoint] ?? 0;
  if (kept !== 0) return kept & ~known;
  const found = find(codePoint);
  classes[codePoint] = found | known;
  return found;
}

function find(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (/^[\p{L}\p{N}#@$]$/u.test(character)) return part | ofMember | beforeDash;
  if (character === '_') return part | beforeDash;
  if (/^\p{M}$/u.test(character)) return part;
  if (character === '-') return joiner | sign;
  if (character === '+') return sign;
  if (/^[.'’/]$/u.test(character)) return joiner;
  return character === ')' || character === ']' ? beforeDash : 0;
}
