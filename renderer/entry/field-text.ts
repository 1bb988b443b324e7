import type { DraftField, DraftFields } from '../editor/draft.ts';

/** The names of an entry's fields, as labels. */
export const fieldNames = {
  title: 'Title',
  problem: 'Problem',
  solution: 'Solution',
  category: 'Category',
  severity: 'Severity',
  tags: 'Tags',
} as const satisfies Record<DraftField, string>;

/** A field's content as text to compare. */
export function fieldText(fields: DraftFields, field: DraftField): string {
  return field === 'tags' ? fields.tags.join('\n') : fields[field];
}
