import type { Entry, JsonObject, Revision } from '../../entries/entry.ts';
import { plain } from './content-key.ts';
import { isSameJson } from './same-json.ts';
import type { PreparedEntry } from './prepared-record.ts';

/** What an entry says, without who wrote it and when. */
export type EntryState = Pick<
  Entry,
  'title' | 'problem' | 'solution' | 'category' | 'severity' | 'tags' | 'archived' | 'metadata'
>;
export type StateField = keyof EntryState;

const texts = ['title', 'problem', 'solution'] as const;
const others = ['category', 'severity', 'tags', 'archived', 'metadata'] as const;

/** Keys that steps of the schema give to the metadata of every entry. */
const givenBySteps: readonly string[] = ['code_analysis_ready', 'migration_version'];

/** How texts are compared: to the letter where both carry one id, else as content is that makes two entries the same. */
export type Comparison = 'exact' | 'plain';

/** The fields that a record gives. */
export function givenState({ given }: PreparedEntry): readonly StateField[] {
  return [...texts, ...others.filter((field) => given.includes(field))];
}

/** Those of the fields that differ. */
export function differences(
  one: EntryState,
  other: EntryState,
  fields: readonly StateField[],
  comparison: Comparison,
): readonly StateField[] {
  return fields.filter((field) => !isSame(field, one, other, comparison));
}

function isSame(field: StateField, one: EntryState, other: EntryState, comparison: Comparison): boolean {
  switch (field) {
    case 'title':
    case 'problem':
    case 'solution':
      return (
        one[field] === other[field] || (comparison === 'plain' && plain(one[field]) === plain(other[field]))
      );
    case 'tags':
      return one.tags.length === other.tags.length && one.tags.every((tag, at) => tag === other.tags[at]);
    case 'metadata':
      return isSameJson(ownMetadata(one.metadata), ownMetadata(other.metadata));
    default:
      return one[field] === other[field];
  }
}

function ownMetadata(metadata: JsonObject): JsonObject {
  if (!givenBySteps.some((key) => Object.hasOwn(metadata, key))) return { ...metadata };
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !givenBySteps.includes(key)));
}

/** What a record brings, in the place of what is there; keys that steps of the schema have given stay. */
export function mergedMetadata(here: JsonObject, file: JsonObject): JsonObject {
  const kept = Object.entries(here).filter(
    ([key]) => givenBySteps.includes(key) && !Object.hasOwn(file, key),
  );
  return kept.length === 0 ? file : { ...file, ...Object.fromEntries(kept) };
}

/** The state that a revision kept. Whatever it lacks is as in a new entry. */
export function stateOf(snapshot: string): EntryState {
  const kept = JSON.parse(snapshot) as Partial<Revision['entry']>;
  return {
    title: kept.title ?? '',
    problem: kept.problem ?? '',
    solution: kept.solution ?? '',
    category: kept.category ?? 'General',
    severity: kept.severity ?? 'medium',
    tags: kept.tags ?? [],
    archived: kept.archived ?? false,
    metadata: kept.metadata ?? {},
  };
}
