import type { Entry } from '../../entries/entry.ts';
import type { Meeting } from './decide.ts';
import { differences, mergedMetadata, stateOf, type EntryState, type StateField } from './entry-state.ts';
import type { PreparedRevision } from './prepared-record.ts';
import { snapshotOf, type EntryChange } from './write-entries.ts';

const allFields: readonly StateField[] = [
  'title',
  'problem',
  'solution',
  'category',
  'severity',
  'tags',
  'archived',
  'metadata',
];

/** Fields that the search index is made of. */
const searched: readonly StateField[] = ['title', 'problem', 'solution', 'tags'];

/**
 * An entry that takes over what a record says. What it was is kept in its history, and so are those of the record's revisions whose numbers are free. Its time
 * never goes back.
 */
export function changeEntry(
  { here, file, now }: Meeting,
  fields: readonly StateField[],
  /** Numbers of the revisions that are in its history here. */
  taken: readonly number[],
  actor: string,
): EntryChange {
  const { entry } = file;
  const own = ownRevision(here, file.revisions) ?? {
    revision: here.revision,
    replacedBy: actor,
    replacedAt: now,
    snapshot: snapshotOf(here),
  };
  const free = file.revisions.filter(
    ({ revision }) => revision !== here.revision && !taken.includes(revision),
  );
  const newest = Math.max(here.revision, ...free.map(({ revision }) => revision));
  const changed: Partial<EntryState> = Object.fromEntries(
    fields.map((field) => [
      field,
      field === 'metadata' ? mergedMetadata(here.metadata, entry.metadata) : entry[field],
    ]),
  );
  const after: Entry = {
    ...here,
    ...changed,
    author: file.given.includes('author') ? (entry.author ?? here.author) : here.author,
    updatedAt: later(here.updatedAt, entry.updatedAt ?? now),
    revision: Math.max(newest + 1, file.revision ?? 0),
  };
  const isAsPrepared = differences(after, entry, searched, 'exact').length === 0;
  return { before: here, after, revisions: [own, ...free], prepared: isAsPrepared ? file : null };
}

/** The record's own account of the state that is here, if it has one under the same number. */
function ownRevision(here: Entry, revisions: readonly PreparedRevision[]): PreparedRevision | undefined {
  return revisions.find(
    ({ revision, snapshot }) =>
      revision === here.revision && differences(stateOf(snapshot), here, allFields, 'exact').length === 0,
  );
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
