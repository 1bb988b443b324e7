import { isFunctionWord } from './function-words.ts';
import { all, any, type MatchExpression } from './match-expression.ts';
import type { ParsedQuery, QueryPhrase, QueryWord } from './query/query.ts';
import type { ResolvedWord } from './vocabulary.ts';

/** What the index is asked for one word: any of its variants, or its parts side by side. */
export function wordExpression({ word, variants }: ResolvedWord): MatchExpression {
  const choices: MatchExpression[] = variants.map(({ term, prefix }) => ({ kind: 'term', term, prefix }));
  if (word.parts.length > 1) choices.push({ kind: 'phrase', terms: word.parts, prefix: word.prefix });
  return any(choices);
}

export function phraseExpression({ terms }: QueryPhrase): MatchExpression {
  return { kind: 'phrase', terms, prefix: false };
}

/** What is excluded is meant to the letter: no variants but the word's own forms. */
export function exclusions({ notWords, notPhrases }: ParsedQuery): readonly MatchExpression[] {
  return [...notWords.map(exactExpression), ...notPhrases.map(phraseExpression)];
}

function exactExpression({ forms, parts }: QueryWord): MatchExpression {
  const choices: MatchExpression[] = forms.map((term) => ({ kind: 'term', term, prefix: false }));
  if (parts.length > 1) choices.push({ kind: 'phrase', terms: parts, prefix: false });
  return any(choices);
}

/**
 * The ways to ask, strictest first: all words and phrases; all but any one of the words; any word. Phrases were put into quotes, so they stay.
 * The later ones are for when nothing has all words.
 */
export function attempts(
  words: readonly ResolvedWord[],
  phrases: readonly QueryPhrase[],
): readonly MatchExpression[] {
  const fixed = phrases.map(phraseExpression);
  const telling = words.filter(({ word }) => !isFunctionWord(word.forms[0] ?? ''));
  const loose = (telling.length > 0 ? telling : words).map(wordExpression);
  if (fixed.length + loose.length === 0) return [];
  const strict = all([...fixed, ...loose]);
  if (loose.length < 2) return [strict];
  const allButOne =
    loose.length > 2
      ? [any(loose.map((_, left) => all([...fixed, ...loose.filter((__, index) => index !== left)])))]
      : [];
  return [strict, ...allButOne, all([...fixed, any(loose)])];
}
