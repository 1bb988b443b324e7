import type { Kysely } from 'kysely';
import type { Entry } from '../entries/entry.ts';
import { readEntries } from '../entries/entry-rows.ts';
import type { CacheStats } from '../store/knowledge-base.ts';
import type { Schema } from '../store/schema.ts';
import { analyzeEntry, type AnalyzedEntry } from './analyze-entry.ts';
import { stopIfAborted, type Cancellation } from './cancellation.ts';

/** An entry as it was at some time. */
export interface EntryVersion {
  readonly number: number;
  readonly revision: number;
  readonly updatedAt: string;
}

/** How many entries are kept, and of which size at most: a typed word's candidates are mostly those of the word before it. */
const mostKept = 1_000;
const mostWordsKept = 2_000;

/**
 * Remembers the analysis of entries that were searched lately. An edit makes a new revision, and another entry that gets the number when all are
 * replaced was changed at another time, so what is kept is never out of date.
 */
export class AnalysisCache {
  readonly #kept = new Map<number, { readonly version: string; readonly analysis: AnalyzedEntry }>();

  #hits = 0;
  #misses = 0;

  stats(): CacheStats {
    return { entryCount: this.#kept.size, hits: this.#hits, misses: this.#misses };
  }

  /** The analyses of these entries; those that are not remembered are read. */
  async analyze(
    db: Kysely<Schema>,
    wanted: readonly EntryVersion[],
    signal: Cancellation | undefined,
  ): Promise<ReadonlyMap<number, AnalyzedEntry>> {
    const found = new Map<number, AnalyzedEntry>();
    const missing: number[] = [];
    for (const entry of wanted) {
      const { number } = entry;
      const kept = this.#kept.get(number);
      if (kept?.version === versionOf(entry)) found.set(number, kept.analysis);
      else missing.push(number);
    }
    this.#hits += found.size;
    this.#misses += missing.length;
    if (missing.length === 0) return found;
    for (const [number, entry] of await readEntries(db, missing)) {
      stopIfAborted(signal);
      found.set(number, this.of(entry));
    }
    return found;
  }

  /** The analysis of an entry at hand. */
  of(entry: Entry): AnalyzedEntry {
    const kept = this.#kept.get(entry.number);
    if (kept?.version === versionOf(entry)) return kept.analysis;
    const analysis = analyzeEntry(entry);
    this.#keep(entry, analysis);
    return analysis;
  }

  #keep(entry: EntryVersion, analysis: AnalyzedEntry): void {
    const { number } = entry;
    this.#kept.delete(number);
    if (analysis.problem.length + analysis.solution.length > mostWordsKept) return;
    this.#kept.set(number, { version: versionOf(entry), analysis });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function versionOf({ revision, updatedAt }: EntryVersion): string {
  return `${revision} ${updatedAt}`;
}
