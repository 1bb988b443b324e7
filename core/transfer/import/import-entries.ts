import type { NumberedTerms } from '../../search/term-numbers.ts';
import type { EntryAliases } from './entry-aliases.ts';
import { EntryNumbers } from './entry-numbers.ts';
import { EntryFinder, type EntryFinderOptions, type Met } from './find-entries.ts';
import type { ImportContext } from './import-context.ts';
import type { KeyMap } from './key-map.ts';
import { entryTable } from './map-references.ts';
import { EntryMeetings } from './meet-entries.ts';
import type { PreparedEntry } from './prepared-record.ts';
import { WaitingEntries } from './waiting-entries.ts';
import { EntryWriter } from './write-entries.ts';

/** What is known before the first entry comes. */
export interface EntryImportOptions extends EntryFinderOptions {
  /** How many entries the source has, where it says so; else 0. */
  readonly expected: number;
  /** Notes which numbers entries have here; null where nothing points to them. */
  readonly keys: KeyMap | null;
}

/**
 * Brings entries in, in the order of their records. A record stands for the entry here that has its id, or else its content; what becomes of it then `decide` says.
 */
export class EntryImport {
  readonly #context: ImportContext;
  readonly #options: EntryImportOptions;
  readonly #numbers: EntryNumbers;
  readonly #finder: EntryFinder;
  readonly #writer: EntryWriter;
  readonly #meetings: EntryMeetings;
  readonly #waiting: WaitingEntries;
  #isLast = false;

  private constructor(context: ImportContext, options: EntryImportOptions, numbers: EntryNumbers) {
    this.#context = context;
    this.#options = options;
    this.#numbers = numbers;
    this.#finder = new EntryFinder(context, options);
    this.#writer = new EntryWriter(context);
    this.#meetings = new EntryMeetings(context, this.#writer, this.#finder.contents);
    this.#waiting = new WaitingEntries(context);
  }

  get aliases(): EntryAliases {
    return this.#finder.aliases;
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
      done += await this.#takeSome(records.slice(done, this.#finder.endOfRun(records, done)));
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

  /** Returns how many of the records it took: those up to one that stands for the same entry as one before it. */
  async #takeSome(records: readonly PreparedEntry[]): Promise<number> {
    const added: PreparedEntry[] = [];
    const met: Met[] = [];
    const waiting: PreparedEntry[] = [];
    const aliases: { readonly id: string; readonly number: number }[] = [];
    const touched = new Set<number>();
    const known: { readonly record: PreparedEntry; readonly number: number }[] = [];
    let taken = 0;
    for (const { record, ...place } of await this.#finder.place(records, this.#isLast)) {
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
      if (place.kind === 'here' && place.sameBy === 'id') this.#finder.noteOwn(place.number);
      else aliases.push({ id, number: place.number });
    }
    await this.#waiting.add(waiting.map((record) => this.#writer.detached(record)));
    await this.aliases.add(aliases);
    await this.#add(added);
    await this.#meetings.meet(met);
    await this.#noteNumbers(known);
    return taken;
  }

  async #add(records: readonly PreparedEntry[]): Promise<void> {
    if (records.length === 0) return;
    const numbers = await this.#numbers.choose(
      records.map(({ number }) => number),
      this.#options.expected,
    );
    const ids = await this.#writer.add(records, numbers);
    await this.#noteNumbers(records.map((record, at) => ({ record, number: numbers[at] ?? 0 })));
    await this.#finder.contents.add(records.map(({ key }, at) => ({ key, number: numbers[at] ?? 0 })));
    for (const [at, { entry }] of records.entries()) {
      if (entry.id !== null) this.#finder.noteOwn(numbers[at] ?? 0);
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
}
