import { sql, type Kysely } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { QueryWord } from './query/query.ts';

/** A term that a word of the query may stand for. */
export interface Variant {
  readonly term: string;
  /** How well it stands for the word: 1 is the word itself. */
  readonly weight: number;
  /** It also stands for every term that begins with it. */
  readonly prefix: boolean;
}

/** A word of the query with what the index has for it. */
export interface ResolvedWord {
  readonly word: QueryWord;
  readonly variants: readonly Variant[];
  /** About how many entries have it; what is in few entries tells more. */
  readonly entries: number;
  /** Nothing in the index has it, begins with it or contains it. */
  readonly unknown: boolean;
}

const aliasWeight = 0.8;
const partWeight = 0.5;
export const prefixWeight = 0.5;
const substringWeight = 0.3;
/** With fewer entries than this, terms that only contain the word are looked for too. */
const thin = 10;
const mostSubstringTerms = 20;
const shortestSubstring = 3;

/** Looks a word up among the index's terms. */
export async function resolveWord(db: Kysely<Schema>, word: QueryWord): Promise<ResolvedWord> {
  const variants: Variant[] = word.forms.map((term, index) => ({
    term,
    weight: index === 0 ? 1 : aliasWeight,
    prefix: word.prefix && index === 0,
  }));
  if (word.parts.length === 1) {
    // A signed number: `-805` is also found where only 805 is written.
    variants.push(...word.parts.map((term) => ({ term, weight: partWeight, prefix: false })));
  }
  const [first = ''] = word.forms;
  let entries = await countEntries(db, variants);
  if (word.parts.length > 1)
    entries += await countEntries(db, [{ term: word.parts.at(-1) ?? '', weight: 1, prefix: false }]);
  if (entries < thin && first.length >= shortestSubstring) {
    const containing = await termsContaining(db, first);
    const known = new Set(variants.map((variant) => variant.term));
    for (const { term, entries: count } of containing) {
      if (known.has(term)) continue;
      variants.push({ term, weight: substringWeight, prefix: false });
      entries += count;
    }
  }
  return { word, variants, entries, unknown: entries === 0 };
}

async function countEntries(db: Kysely<Schema>, variants: readonly Variant[]): Promise<number> {
  if (variants.length === 0) return 0;
  const row = await db
    .selectFrom('kb_terms')
    .select((eb) => eb.fn.sum<number | null>('entries').as('entries'))
    .where((eb) =>
      eb.or(
        variants.map(({ term, prefix }) =>
          prefix
            ? eb.and([eb('term', '>=', term), eb('term', '<', afterPrefix(term))])
            : eb('term', '=', term),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.entries ?? 0;
}

/** The first text after all that begin with the prefix, in byte order. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

async function termsContaining(
  db: Kysely<Schema>,
  text: string,
): Promise<readonly { readonly term: string; readonly entries: number }[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return db
    .selectFrom('kb_terms')
    .select(['term', 'entries'])
    .where(sql<boolean>`term like ${pattern} escape ${'\\'}`)
    .where('entries', '>', 0)
    .orderBy('entries', 'desc')
    .orderBy('term')
    .limit(mostSubstringTerms)
    .execute();
}
