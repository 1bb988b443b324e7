import { migrations } from '../../migrations/index.ts';

/** What makes up an entry's content, but for its tags, which are in a table of their own. */
const contentColumns = [
  'title',
  'problem',
  'solution',
  'category',
  'severity',
  'archived',
  'metadata',
] as const;

/**
 * The columns of an entry that can be compared between two schema versions: a step that only one of both has had may have rewritten others.
 * The versions are those of the applied steps.
 */
export function comparableColumns(one: readonly string[], other: readonly string[]): readonly string[] {
  const rewritten = new Set(
    migrations
      .filter(({ version }) => one.includes(version) !== other.includes(version))
      .flatMap(({ rewrites = [] }) => rewrites)
      .flatMap(({ table, columns }) => (table === 'kb_entries' ? columns : [])),
  );
  return contentColumns.filter((column) => !rewritten.has(column));
}
