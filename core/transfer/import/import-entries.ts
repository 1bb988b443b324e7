import type { NumberedTerms } from '../../search/term-numbers.ts';
import { readEntries } from '../../entries/entry-rows.ts';
import type { Entry } from '../../entries/entry.ts';
import type { ImportConflict } from '../transfer-types.ts';
import { changeEntry } from './change-entry.ts';
import { contentKey } from './content-key.ts';
import { ContentIndex } from './content-index.ts';
import { decide, differingFields, type Meeting } from './decide.ts';
import { EntryAliases } from './entry-aliases.ts';
import { EntryNumbers } from './entry-numbers.ts';
import type { StateField } from './entry-state.ts';
import type { ImportContext } from './import-context.ts';
import type { KeyMap } from './key-map.ts';
import { entryTable } from './map-references.ts';
import { NumberSet } from './number-set.ts';
import type { PreparedEntry } from './prepared-record.ts';
import { WaitingEntries } from './waiting-entries.ts';
import { EntryWriter, type EntryChange } from './write-entries.ts';

const byId = {
  sqlite: 'SELECT id, number FROM kb_entries WHERE id = ?',
  postgresql: 'SELECT id, number FROM kb_entries WHERE id = ANY ($1::text[])',
} as const;

/** What is known before the first entry comes. */
export interface EntryImportOptions {
  /** There are no entries here, so nothing can be met but what the source itself brings. */
  readonly isEmpty: boolean;
  /** The source tells its entries apart by their ids: two of them with the same content are two. */
  readonly keepsIdentities: boolean;
  /** How many entries the source has, where it says so; else 0. */
  readonly expected: number;
  /** Notes which numbers entries have here; null where nothing points to them. */
  readonly keys: KeyMap | null;
}

/** Whom a record stands for. */
type Place =
  | { readonly kind: 'new' }
  | { readonly kind: 'here'; readonly number: number; readonly sameBy: ImportConflict['sameBy'] }
  /** What it says, an entry here once said and says no more. */
  | { readonly kind: 'earlier'; readonly number: number }
  /** Its content is that of an entry here, which may yet come under its own id. */
  | { readonly kind: 'waits' };

type Placed<P extends Place> = P & { readonly record: PreparedEntry };
type Met = Placed<Extract<Place, { kind: 'here' }>>;

/**
 * Brings entries in, in the order of their records. A record stands for the entry here that has its id, or else its content; what becomes of it then `decide` says.
 */
export class EntryImport {
  readonly #context: ImportContext;
  readonly #options: EntryImportOptions;
  readonly #numbers: EntryNumbers;
  readonly #writer: EntryWriter;
  readonly #contents: ContentIndex;
  readonly #waiting: WaitingEntries;
  readonly aliases: EntryAliases;
  /** Entries that the source has under their own ids. */
  readonly #own = new NumberSet();
  #isLast = false;

  private constructor(context: ImportContext, options: EntryImportOptions, numbers: EntryNumbers) {
    this.#context = context;
    this.#options = options;
    this.#numbers = numbers;
    this.#writer = new EntryWriter(context);
    this.#contents = new ContentIndex(context);
    this.#waiting = new WaitingEntries(context);
    this.aliases = new EntryAliases(context);
  }

  static async begin(context: ImportContext, options: EntryImportOptions): Promise<EntryImport> {
    return new EntryImport(context, options, await EntryNumbers.begin(context));
  }

  /** Turns to the next batch of records. */
  load(terms: NumberedTerms): Promise<void> {
    return this.#writer.load(terms);
  }

  async take(records: readonly PreparedEntry[]): Promise<void> {
    for (let done = 0; done < records.length;) {
      done += await this.#takeSome(records.slice(done, this.#endOfRun(records, done)));
    }
  }

  /** Takes what has waited for the last entry, and writes what is still to be indexed. */
  async finish(): Promise<void> {
    this.#isLast = true;
    for await (const records of this.#waiting.take()) {
      this.#context.stopIfCancelled();
      await this.take(records);
    }
    await this.#writer.finish();
  }

  /** As far as no record can be the same as one before it, so that all may be looked up at once. */
  #endOfRun(records: readonly PreparedEntry[], start: number): number {
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

  /** Returns how many of the records it took: those up to one that stands for the same entry as one before it. */
  async #takeSome(records: readonly PreparedEntry[]): Promise<number> {
    const added: PreparedEntry[] = [];
    const met: Met[] = [];
    const waiting: PreparedEntry[] = [];
    const aliases: { readonly id: string; readonly number: number }[] = [];
    const touched = new Set<number>();
    const known: { readonly record: PreparedEntry; readonly number: number }[] = [];
    let taken = 0;
    for (const { record, ...place } of await this.#place(records)) {
      if ('number' in place && touched.has(place.number)) break;
      taken += 1;
      const { id } = record.entry;
      switch (place.kind) {
        case 'new':
          added.push(record);
          break;
        case 'waits':
          waiting.push(record);
          break;
        case 'earlier':
          this.#context.tally.entry('unchanged', null);
          break;
        case 'here':
          met.push({ record, ...place });
          break;
      }
      if (!('number' in place)) continue;
      touched.add(place.number);
      known.push({ record, number: place.number });
      if (id === null) continue;
      if (place.kind === 'here' && place.sameBy === 'id') this.#own.add(place.number);
      else aliases.push({ id, number: place.number });
    }
    await this.#waiting.add(waiting.map((record) => this.#writer.detached(record)));
    await this.aliases.add(aliases);
    await this.#add(added);
    await this.#meet(met);
    await this.#noteNumbers(known);
    return taken;
  }

  async #place(records: readonly PreparedEntry[]): Promise<readonly Placed<Place>[]> {
    const ids = records.flatMap(({ entry }) => entry.id ?? []);
    const byOwnId = await this.#numbersOf(ids);
    const byAlias = await this.aliases.numbersOf(ids.filter((id) => !byOwnId.has(id)));
    const sought = records.filter(
      (record) =>
        this.#isSoughtByContent(record) &&
        !byOwnId.has(record.entry.id ?? '') &&
        !byAlias.has(record.entry.id ?? ''),
    );
    const byContent = await this.#contents.find(sought.map(({ key }) => key));
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
        if (!this.#isLast) return { record, kind: 'waits' };
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

  async #add(records: readonly PreparedEntry[]): Promise<void> {
    if (records.length === 0) return;
    const numbers = await this.#numbers.choose(
      records.map(({ number }) => number),
      this.#options.expected,
    );
    const ids = await this.#writer.add(records, numbers);
    await this.#noteNumbers(records.map((record, at) => ({ record, number: numbers[at] ?? 0 })));
    await this.#contents.add(records.map(({ key }, at) => ({ key, number: numbers[at] ?? 0 })));
    for (const [at, { entry }] of records.entries()) {
      if (entry.id !== null) this.#own.add(numbers[at] ?? 0);
      this.#context.tally.entry('added', ids[at] ?? null);
    }
  }

  async #noteNumbers(
    placed: readonly { readonly record: PreparedEntry; readonly number: number }[],
  ): Promise<void> {
    await this.#options.keys?.add(
      entryTable,
      placed.flatMap(({ record, number }) =>
        record.number === null ? [] : [[record.number, number] as const],
      ),
    );
  }

  async #meet(met: readonly Met[]): Promise<void> {
    const { db, now, tally } = this.#context;
    const numbers = met.map(({ number }) => number);
    const entries = numbers.length === 0 ? new Map<number, Entry>() : await readEntries(db, numbers);
    const different: (Meeting & { readonly met: Met; readonly fields: readonly StateField[] })[] = [];
    for (const one of met) {
      const here = entries.get(one.number);
      if (here === undefined) throw new Error(`Entry ${one.number} was found and cannot be read.`);
      const comparison = one.sameBy === 'id' ? 'exact' : 'plain';
      const meeting: Meeting = { here, file: one.record, comparison, now };
      const fields = differingFields(meeting);
      if (fields.length === 0) tally.entry('unchanged', null);
      else different.push({ ...meeting, met: one, fields });
    }
    if (different.length === 0) return;
    const histories = await this.#readHistories(different.map(({ here }) => here.number));
    const changes: EntryChange[] = [];
    const contents: { readonly number: number; readonly from: string; readonly to: string }[] = [];
    for (const meeting of different) {
      const history = histories.get(meeting.here.number) ?? [];
      const decision = decide(
        meeting,
        meeting.fields,
        history.map(({ snapshot }) => snapshot),
      );
      if (decision.kind === 'take-file') tally.entry('updated', meeting.here.id);
      else tally.entry('unchanged', null);
      if (decision.kind === 'unchanged') continue;
      if (decision.isConflict) tally.conflict(conflictOf(meeting.met, meeting, decision));
      if (decision.kind === 'keep-here') continue;
      const taken = history.map(({ revision }) => revision);
      changes.push(changeEntry(meeting, decision.fields, taken, this.#context.actor));
      contents.push({
        number: meeting.here.number,
        from: contentKey(meeting.here),
        to: meeting.file.key,
      });
    }
    await this.#writer.change(changes);
    for (const { number, from, to } of contents) await this.#contents.change(number, from, to);
  }

  async #readHistories(numbers: readonly number[]) {
    const rows = await this.#context.db
      .selectFrom('kb_revisions')
      .select(['entry_number', 'revision', 'snapshot'])
      .where('entry_number', 'in', numbers)
      .orderBy('entry_number')
      .orderBy('revision')
      .execute();
    return Map.groupBy(rows, ({ entry_number: number }) => number);
  }
}

function conflictOf(
  { record, sameBy }: Met,
  { here, file }: Meeting,
  { kind, fields }: { readonly kind: 'take-file' | 'keep-here'; readonly fields: readonly StateField[] },
): ImportConflict {
  return {
    record: record.record,
    id: here.id,
    title: here.title,
    sameBy,
    took: kind === 'take-file' ? 'file' : 'here',
    fields: fields.map((field) => ({ field, here: here[field], file: file.entry[field] })),
    hereUpdatedAt: here.updatedAt,
    fileUpdatedAt: file.entry.updatedAt,
  };
}
