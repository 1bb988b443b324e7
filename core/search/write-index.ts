import { insertRows, type ManyRows, type ManyRowsSession } from '../store/many-rows.ts';
import type { Store } from '../store/store.ts';
import { TermCounts, type NumberedTerms, type TermRange } from './term-numbers.ts';

/** Documents wait for each other until they have so many characters, and terms until there are so many. */
const mostWaiting = 1_000_000;
const mostTerms = 200_000;

interface Waiting {
  readonly texts: readonly string[];
  /** The index has an earlier document of this entry. */
  readonly replaces: boolean;
}

/**
 * Writes many documents that were prepared elsewhere, inside one transaction. SQLite's index is quick only as long as its rows come in ascending order; where
 * they do not, documents wait for each other and are written sorted; terms are counted in memory and written when they are many. What waits is in no search until `flush`.
 */
export class IndexWriter {
  readonly #statements: ReturnType<typeof statementsOf>;
  readonly #rows: ManyRowsSession;
  readonly #waiting = new Map<number, Waiting>();
  #characters = 0;
  /** The largest number written. */
  #last = 0;
  /** Numbers come in no order of theirs. */
  #isMixed = false;
  readonly #counts = new TermCounts();
  /** Of terms that were told one by one. */
  readonly #changes = new Map<string, number>();

  constructor(store: Store, rows: ManyRowsSession) {
    this.#statements = statementsOf(store);
    this.#rows = rows;
  }

  /** Turns to the next documents that were prepared together. */
  async load(terms: NumberedTerms): Promise<void> {
    if (terms.startsAnew) await this.#flushTerms();
    this.#counts.load(terms);
  }

  /** The terms of a document among those loaded. */
  termsOf(range: TermRange): readonly string[] {
    return this.#counts.termsOf(range);
  }

  /**
   * Puts an entry into the index: a new one, or, given the terms of what it was before, a changed one. Terms are told by their place among those loaded, or one by one.
   */
  put(
    number: number,
    texts: readonly string[],
    terms: TermRange | readonly string[],
    before: readonly string[] | null,
  ): void {
    const earlier = this.#waiting.get(number);
    const replaces = earlier === undefined ? before !== null : earlier.replaces;
    this.#waiting.set(number, { texts, replaces });
    for (const text of texts) this.#characters += text.length;
    if (number < this.#last) this.#isMixed = true;
    if ('from' in terms) this.#counts.count(terms);
    else for (const term of terms) this.#changes.set(term, (this.#changes.get(term) ?? 0) + 1);
    for (const term of before ?? []) this.#changes.set(term, (this.#changes.get(term) ?? 0) - 1);
  }

  /** Writes what need not wait any longer. */
  async flushIfFull(): Promise<void> {
    if (this.#characters > (this.#isMixed ? mostWaiting : 0)) await this.#flushDocuments();
    if (this.#changes.size > mostTerms) await this.#flushTerms();
  }

  /** Writes everything that waits. */
  async flush(): Promise<void> {
    await this.#flushDocuments();
    await this.#flushTerms();
  }

  async #flushDocuments(): Promise<void> {
    const sorted = [...this.#waiting].toSorted(([one], [other]) => one - other);
    this.#waiting.clear();
    this.#characters = 0;
    const [first, last] = [sorted.at(0)?.[0] ?? this.#last, sorted.at(-1)?.[0] ?? this.#last];
    this.#isMixed = first < this.#last;
    this.#last = Math.max(this.#last, last);
    const replaced = sorted.flatMap(([number, { replaces }]) => (replaces ? [[number]] : []));
    await this.#rows.write(this.#statements.remove, replaced);
    const documents = sorted.map(([number, { texts }]) => [number, ...texts]);
    await this.#rows.write(this.#statements.insert, documents);
  }

  async #flushTerms(): Promise<void> {
    for (const [term, count] of this.#counts.take())
      this.#changes.set(term, (this.#changes.get(term) ?? 0) + count);
    const sorted = [...this.#changes].toSorted(([one], [other]) => (one < other ? -1 : 1));
    this.#changes.clear();
    const more = sorted.filter(([, change]) => change > 0);
    await this.#rows.write(this.#statements.addTerms, more);
    const fewer = sorted.filter(([, change]) => change < 0);
    if (fewer.length === 0) return;
    await this.#rows.write(
      this.#statements.subtractTerms,
      fewer.map(([term, change]) => [-change, term]),
    );
    await this.#rows.write(
      this.#statements.dropTerms,
      fewer.map(([term]) => [term]),
    );
  }
}

function statementsOf({ engine }: Store) {
  return {
    remove: {
      sqlite: 'DELETE FROM kb_search WHERE rowid = ?',
      postgresql: 'DELETE FROM kb_search WHERE entry_number = ANY ($1::int[])',
      columns: 1,
    },
    insert:
      engine === 'sqlite'
        ? insertRows('kb_search', {
            rowid: 'int',
            title: 'text',
            tags: 'text',
            problem: 'text',
            solution: 'text',
          })
        : insertRows('kb_search', { entry_number: 'int', terms: 'tsvector' }),
    addTerms: insertRows(
      'kb_terms',
      { term: 'text', entries: 'int' },
      'ON CONFLICT (term) DO UPDATE SET entries = kb_terms.entries + excluded.entries',
    ),
    subtractTerms: {
      sqlite: 'UPDATE kb_terms SET entries = max(entries - ?, 0) WHERE term = ?',
      postgresql: `UPDATE kb_terms SET entries = greatest(entries - fewer.count, 0)
        FROM unnest($1::int[], $2::text[]) AS fewer (count, term) WHERE kb_terms.term = fewer.term`,
      columns: 2,
    },
    dropTerms: {
      sqlite: 'DELETE FROM kb_terms WHERE term = ? AND entries <= 0',
      postgresql: 'DELETE FROM kb_terms WHERE term = ANY ($1::text[]) AND entries <= 0',
      columns: 1,
    },
  } satisfies Record<string, ManyRows>;
}
