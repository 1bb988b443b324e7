import type { Entry, EntryPatch, NewEntry, Severity } from '../../preload/api.ts';

/** What the editor edits. */
export interface DraftFields {
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  readonly category: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
}
export type DraftField = keyof DraftFields;

export const emptyDraft: DraftFields = {
  title: '',
  problem: '',
  solution: '',
  category: '',
  severity: 'medium',
  tags: [],
};

/** The fields of an entry that the editor edits. */
export function draftOf(entry: DraftFields): DraftFields {
  const { title, problem, solution, category, severity, tags } = entry;
  return { title, problem, solution, category, severity, tags };
}

/** The tags with those of a comma-separated text added; a tag that differs only in case is the same tag. */
export function withTags(tags: readonly string[], text: string): readonly string[] {
  const added = text.split(',').map((tag) => tag.trim());
  const byName = new Map<string, string>();
  for (const tag of [...tags, ...added]) {
    if (tag !== '' && !byName.has(tag.toLowerCase())) byName.set(tag.toLowerCase(), tag);
  }
  return [...byName.values()];
}

const fieldNames = ['title', 'problem', 'solution', 'category', 'severity', 'tags'] as const;

/** The fields in which two drafts differ, in the order of the editor. */
export function changedFields(before: DraftFields, after: DraftFields): readonly DraftField[] {
  return fieldNames.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** The category of an entry that was given none. */
export const defaultCategory = 'General';

/** What to send for a new entry. */
export function asNewEntry(fields: DraftFields): NewEntry {
  return tidied(fields);
}

/** What to send for an edited entry: the fields that changed. */
export function asPatch(before: DraftFields, after: DraftFields): EntryPatch {
  const fields = tidied(after);
  return Object.fromEntries(changedFields(before, fields).map((field) => [field, fields[field]]));
}

/** The patch that gives an entry an earlier state back; metadata that came since is removed. */
export function asRestoringPatch(
  present: Pick<Entry, 'metadata'>,
  earlier: DraftFields & Pick<Entry, 'metadata'>,
): EntryPatch {
  const added = Object.keys(present.metadata).filter((key) => !(key in earlier.metadata));
  const removed = Object.fromEntries(added.map((key) => [key, null]));
  return { ...draftOf(earlier), metadata: { ...earlier.metadata, ...removed } };
}

function tidied(fields: DraftFields): DraftFields {
  return { ...fields, title: fields.title.trim(), category: fields.category.trim() || defaultCategory };
}
