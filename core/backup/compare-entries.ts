import type Sqlite from 'better-sqlite3';

/** How the entries of a database differ from those of a backup. */
export interface EntryDifferences {
  /** Entries written since the backup: they would be gone. */
  readonly entriesAdded: number;
  /** Entries that were edited since: they would be as they were. */
  readonly entriesChanged: number;
  /** Entries that only the backup has: they would come back. */
  readonly entriesMissing: number;
  /** The first of those that would be gone or set back, latest change first. */
  readonly examples: readonly {
    readonly id: string;
    readonly title: string;
    readonly change: 'added' | 'changed';
    readonly updatedAt: string;
  }[];
}

type Example = EntryDifferences['examples'][number];

const mostExamples = 20;

function latestFirst(one: Example, other: Example): number {
  if (one.updatedAt !== other.updatedAt) return one.updatedAt < other.updatedAt ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}

const tagsOf = (schema: string, entry: string): string =>
  `(SELECT group_concat(tag, char(10) ORDER BY position) FROM ${schema}.kb_tags WHERE entry_number = ${entry}.number)`;
const revisionsOf = (schema: string, entry: string): string =>
  `(SELECT count(*) FROM ${schema}.kb_revisions WHERE entry_number = ${entry}.number)`;

/** Every edit gives an entry a new revision and a new time, so its text itself need not be read. */
const different = `
  SELECT now.id, now.title, now.updated_at AS updatedAt,
    CASE WHEN old.id IS NULL THEN 'added' ELSE 'changed' END AS change
  FROM main.kb_entries AS now LEFT JOIN backup.kb_entries AS old ON old.id = now.id
  WHERE old.id IS NULL OR old.revision <> now.revision OR old.updated_at <> now.updated_at
    OR ${tagsOf('main', 'now')} IS NOT ${tagsOf('backup', 'old')}
    OR ${revisionsOf('main', 'now')} <> ${revisionsOf('backup', 'old')}`;

const missing = `
  SELECT count(*) FROM backup.kb_entries AS old
  WHERE NOT EXISTS (SELECT 1 FROM main.kb_entries AS now WHERE now.id = old.id)`;

/** Compares the entries, with their tags and earlier revisions, of the schemas `main` and `backup`. */
export function compareEntries(connection: Sqlite.Database): EntryDifferences {
  const counts = { added: 0, changed: 0 };
  let examples: readonly Example[] = [];
  for (const row of connection.prepare(different).iterate()) {
    const example = row as Example;
    counts[example.change] += 1;
    // Sorted here: an ordered query would walk all entries in the order of their changes, which is no order on the disk.
    const [last] = examples.slice(mostExamples - 1);
    if (last === undefined || latestFirst(example, last) < 0) {
      examples = [...examples, example].toSorted(latestFirst).slice(0, mostExamples);
    }
  }
  return {
    entriesAdded: counts.added,
    entriesChanged: counts.changed,
    entriesMissing: Number(connection.prepare(missing).pluck().get()),
    examples,
  };
}
