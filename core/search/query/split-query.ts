/** A piece of a query as it was typed: a word, words in quotes, or a field with its value. */
export interface QueryPiece {
  readonly kind: 'word' | 'phrase' | 'field';
  readonly negated: boolean;
  /** The field's name in lower case; empty for other pieces. */
  readonly field: string;
  readonly text: string;
  /** The piece ends where the query ends, so more of it may be on its way. */
  readonly last: boolean;
}

export const fieldNames = ['category', 'severity', 'tag', 'created', 'updated', 'author', 'is'] as const;

/**
 * A minus excludes what follows it (`-tag:jcl`, `-"not found"`, `-backup`); before a digit it is the sign of a number (`-805`), since that is what
 * people here type.
 */
const piece = new RegExp(
  String.raw`(-(?=[^\s\d-]))?(?:(${fieldNames.join('|')}):(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+))`,
  'giu',
);

/** Splits a query at spaces outside quotes. Takes any text; a quote that is not closed reaches to the end. */
export function splitQuery(query: string): readonly QueryPiece[] {
  return Array.from(query.matchAll(piece), (match): QueryPiece => {
    const [whole, minus, field, quotedValue, value, phrase, word] = match;
    const negated = minus !== undefined;
    const last = match.index + whole.length === query.length;
    if (field !== undefined) {
      return { kind: 'field', negated, field: field.toLowerCase(), text: quotedValue ?? value ?? '', last };
    }
    if (phrase !== undefined) return { kind: 'phrase', negated, field: '', text: phrase, last };
    return { kind: 'word', negated, field: '', text: word ?? '', last };
  });
}
