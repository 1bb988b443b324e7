import type { ImportConflict } from '../transfer-types.ts';
import { ContentIndex } from './content-index.ts';
import { EntryAliases } from './entry-aliases.ts';
import type { ImportContext } from './import-context.ts';
import { NumberSet } from './number-set.ts';
import type { PreparedEntry } from './prepared-record.ts';

const byId = {
  sqlite: 'SELECT id, number FROM kb_entries WHERE id = ?',
  postgresql: 'SELECT id, number FROM kb_entries WHERE id = ANY ($1::text[])',
} as const;

export interface EntryFinderOptions {
  /** There are no entries here, so nothing can be met but what the source itself brings. */
  readonly isEmpty: boolean;
  /** The source tells its entries apart by their ids: two of them with the same content are two. */
  readonly keepsIdentities: boolean;
}

/** Whom a record stands for. */
type Place =
  | { readonly kind: 'new' }
  | { readonly kind: 'here'; readonly number: number; readonly sameBy: ImportConflict['sameBy'] }
  /** What it says, an entry here once said and says no more. */
  | { readonly kind: 'earlier'; readonly number: number }
  /** Its content is that of an entry here, which may yet come under its own id. */
  | { readonly kind: 'waits' };

export type Placed<P extends Place = Place> = P & { readonly record: PreparedEntry };
/** A record and the entry here that it stands for. */
export type Met = Placed<Extract<Place, { kind: 'here' }>>;

/** Finds the entries that records stand for: by their ids, or else by what they say. */
export class EntryFinder {
  readonly #context: ImportContext;
  readonly #options: EntryFinderOptions;
  readonly contents: ContentIndex;
  readonly aliases: EntryAliases;
  /** Entries that the source has under their own ids. */
  readonly #own = new NumberSet();

  constructor(context: ImportContext, options: EntryFinderOptions) {
    this.#context = context;
    this.#options = options;
    this.contents = new ContentIndex(context);
    this.aliases = new EntryAliases(context);
  }

  /** Notes that the source has an entry under its own id. */
  noteOwn(number: number): void {
    this.#own.add(number);
  }

  /** As far as no record can be the same as one before it, so that all may be looked up at once. */
  endOfRun(records: readonly PreparedEntry[], start: number): number {
    const seen = new Set<string>();
    for (let at = start; at < records.length; at += 1) {
      const record = records[at];
      if (record === undefined) break;
      const { entry, key } = record;
      const id = `i${entry.id}`;
      if ((entry.id !== null && seen.has(id)) || (this.#isSoughtByContent(record) && seen.has(`k${key}`)))
        return at;
      seen.add(id).add(`k${key}`);
    }
    return records.length;
  }

  #isSoughtByContent({ entry }: PreparedEntry): boolean {
    const { isEmpty, keepsIdentities } = this.#options;
    return entry.id === null || !isEmpty || !keepsIdentities;
  }

  /** `isLast`: no entry follows that could come under an id of its own. */
  async place(records: readonly PreparedEntry[], isLast: boolean): Promise<readonly Placed[]> {
    const ids = records.flatMap(({ entry }) => entry.id ?? []);
    const byOwnId = await this.#numbersOf(ids);
    const byAlias = await this.aliases.numbersOf(ids.filter((id) => !byOwnId.has(id)));
    const sought = records.filter(
      (record) =>
        this.#isSoughtByContent(record) &&
        !byOwnId.has(record.entry.id ?? '') &&
        !byAlias.has(record.entry.id ?? ''),
    );
    const byContent = await this.contents.find(sought.map(({ key }) => key));
    return records.map((record) => {
      const { id } = record.entry;
      const own = byOwnId.get(id ?? '');
      if (own !== undefined) return { record, kind: 'here', number: own, sameBy: 'id' };
      const alias = byAlias.get(id ?? '');
      if (alias !== undefined) return { record, kind: 'here', number: alias, sameBy: 'content' };
      const found = byContent.get(record.key);
      if (found === undefined) return { record, kind: 'new' };
      if (id !== null && this.#options.keepsIdentities) {
        if (this.#own.has(found.number)) return { record, kind: 'new' };
        if (!isLast) return { record, kind: 'waits' };
      }
      const { number, isEarlier } = found;
      return isEarlier
        ? { record, kind: 'earlier', number }
        : { record, kind: 'here', number, sameBy: 'content' };
    });
  }

  async #numbersOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#context.rows.find<{ id: string; number: number }>(byId, ids);
    return new Map(rows.map(({ id, number }) => [id, number]));
  }
}
