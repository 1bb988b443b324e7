import type { Entry } from '../../entries/entry.ts';
import { foldKey } from '../../entries/fold-key.ts';
import { newEntryId } from '../../entries/identity.ts';
import { prepareDocument } from '../../search/prepare-document.ts';
import type { NumberedTerms } from '../../search/term-numbers.ts';
import { IndexWriter } from '../../search/write-index.ts';
import { insertRows, type BoundValue, type ManyRows } from '../../store/many-rows.ts';
import type { ImportContext } from './import-context.ts';
import type { PreparedEntry, PreparedRevision } from './prepared-record.ts';

const entryTypes = {
  number: 'int',
  id: 'text',
  title: 'text',
  problem: 'text',
  solution: 'text',
  category: 'text',
  category_key: 'text',
  severity: 'text',
  archived: 'smallint',
  created_at: 'text',
  updated_at: 'text',
  author: 'text',
  metadata: 'text',
  revision: 'int',
} as const;

const insertEntries = insertRows('kb_entries', entryTypes);
const insertTags = insertRows('kb_tags', {
  entry_number: 'int',
  position: 'int',
  tag: 'text',
  tag_key: 'text',
});
const insertRevisions = insertRows('kb_revisions', {
  entry_number: 'int',
  revision: 'int',
  snapshot: 'text',
  replaced_by: 'text',
  replaced_at: 'text',
});

const [, , ...changeable] = Object.keys(entryTypes);
const updateEntries: ManyRows = {
  sqlite: `UPDATE kb_entries SET ${changeable.map((name) => `${name} = ?`).join(', ')} WHERE number = ?`,
  postgresql: `UPDATE kb_entries AS e SET ${changeable.map((name) => `${name} = v.${name}`).join(', ')}
    FROM unnest(${[...Object.values(entryTypes).slice(2), 'int'].map((type, at) => `$${at + 1}::${type}[]`).join(', ')})
      AS v (${[...changeable, 'number'].join(', ')})
    WHERE e.number = v.number`,
  columns: changeable.length + 1,
};
const deleteTags: ManyRows = {
  sqlite: 'DELETE FROM kb_tags WHERE entry_number = ?',
  postgresql: 'DELETE FROM kb_tags WHERE entry_number = ANY ($1::int[])',
  columns: 1,
};

/** An entry that is there and becomes another. */
export interface EntryChange {
  readonly before: Entry;
  readonly after: Entry;
  /** Revisions that come into its history. */
  readonly revisions: readonly PreparedRevision[];
  /** Where `after` says just what the record says: its texts for the index. */
  readonly prepared: PreparedEntry | null;
}

/** Writes entries with their tags, revisions and places in the search index. */
export class EntryWriter {
  readonly #context: ImportContext;
  readonly #index: IndexWriter;

  constructor(context: ImportContext) {
    this.#context = context;
    this.#index = new IndexWriter(context.store, context.rows);
  }

  /** Turns to the next batch of records. */
  load(terms: NumberedTerms): Promise<void> {
    return this.#index.load(terms);
  }

  /** A record that can be written whenever it is, whatever batch there is then. */
  detached(record: PreparedEntry): PreparedEntry {
    return 'from' in record.terms ? { ...record, terms: this.#index.termsOf(record.terms) } : record;
  }

  /** Adds entries as their records have them. Returns their ids, in order. */
  async add(records: readonly PreparedEntry[], numbers: readonly number[]): Promise<readonly string[]> {
    const { rows, now, actor, dryRun } = this.#context;
    const ids = records.map(({ entry }) => entry.id ?? newEntryId());
    const numbered = records
      .map((record, at) => ({ record, id: ids[at] ?? '', number: numbers[at] ?? 0 }))
      // Both engines write rows quickest in the order of their keys.
      .toSorted((one, other) => one.number - other.number);
    await rows.write(
      insertEntries,
      numbered.map(({ record: { entry, revision, revisions }, id, number }) => [
        number,
        id,
        entry.title,
        entry.problem,
        entry.solution,
        entry.category,
        foldKey(entry.category),
        entry.severity,
        entry.archived ? 1 : 0,
        entry.createdAt ?? entry.updatedAt ?? now,
        entry.updatedAt ?? entry.createdAt ?? now,
        entry.author ?? actor,
        JSON.stringify(entry.metadata),
        revision ?? (revisions.at(-1)?.revision ?? 0) + 1,
      ]),
    );
    await rows.write(
      insertTags,
      numbered.flatMap(({ record, number }) => tagRows(number, record.entry.tags)),
    );
    await rows.write(
      insertRevisions,
      numbered.flatMap(({ record, number }) => revisionRows(number, record.revisions)),
    );
    if (dryRun) return ids;
    for (const { record, number } of numbered) this.#index.put(number, record.texts, record.terms, null);
    await this.#index.flushIfFull();
    return ids;
  }

  async change(changes: readonly EntryChange[]): Promise<void> {
    if (changes.length === 0) return;
    const { rows } = this.#context;
    await rows.write(
      insertRevisions,
      changes.flatMap(({ before, revisions }) => revisionRows(before.number, revisions)),
    );
    await rows.write(
      updateEntries,
      changes.map(({ after }) => [
        after.title,
        after.problem,
        after.solution,
        after.category,
        foldKey(after.category),
        after.severity,
        after.archived ? 1 : 0,
        after.createdAt,
        after.updatedAt,
        after.author,
        JSON.stringify(after.metadata),
        after.revision,
        after.number,
      ]),
    );
    await rows.write(
      deleteTags,
      changes.map(({ before }) => [before.number]),
    );
    await rows.write(
      insertTags,
      changes.flatMap(({ after }) => tagRows(after.number, after.tags)),
    );
    for (const change of changes) this.#reindex(change);
    await this.#index.flushIfFull();
  }

  #reindex({ before, after, prepared }: EntryChange): void {
    const { dryRun, store } = this.#context;
    if (dryRun) return;
    const former = prepareDocument(store.engine, before).terms;
    if (prepared !== null) {
      this.#index.put(after.number, prepared.texts, prepared.terms, former);
      return;
    }
    const { texts, terms } = prepareDocument(store.engine, after);
    this.#index.put(after.number, texts, terms, former);
  }

  /** Writes what still waits to be indexed. */
  finish(): Promise<void> {
    return this.#index.flush();
  }
}

function tagRows(number: number, tags: readonly string[]): readonly (readonly BoundValue[])[] {
  return tags.map((tag, position) => [number, position, tag, foldKey(tag)]);
}

function revisionRows(
  number: number,
  revisions: readonly PreparedRevision[],
): readonly (readonly BoundValue[])[] {
  return revisions.map(({ revision, snapshot, replacedBy, replacedAt }) => [
    number,
    revision,
    snapshot,
    replacedBy,
    replacedAt,
  ]);
}

/** The JSON under which an earlier state of an entry is kept. */
export function snapshotOf(entry: Entry): string {
  const { id: _id, number: _number, createdAt: _createdAt, ...state } = entry;
  return JSON.stringify(state);
}
