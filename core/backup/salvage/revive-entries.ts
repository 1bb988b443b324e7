import type Sqlite from 'better-sqlite3';
import type { Revision } from '../../entries/entry.ts';
import { foldKey } from '../../entries/fold-key.ts';
import { mendRow } from './mend-row.ts';

interface NewestRevision {
  readonly number: number;
  readonly revision: number;
  readonly snapshot: string;
  readonly first: string;
}

/**
 * Makes entries that are lost anew from their newest earlier revision, as it was before their last change. `ids` are those that are known of lost entries. Returns
 * their numbers.
 */
export function reviveEntries(
  target: Sqlite.Database,
  ids: ReadonlyMap<number, string | null>,
): readonly number[] {
  const revisions = target
    .prepare(
      `SELECT entry_number AS number, max(revision) AS revision, snapshot, min(replaced_at) AS first FROM kb_revisions
       WHERE entry_number NOT IN (SELECT number FROM kb_entries) GROUP BY entry_number`,
    )
    .all() as readonly NewestRevision[];
  return revisions.flatMap((newest) =>
    revive(target, newest, ids.get(newest.number) ?? `salvaged-${newest.number}`) ? [newest.number] : [],
  );
}

function revive(
  target: Sqlite.Database,
  { number, revision, snapshot, first }: NewestRevision,
  id: string,
): boolean {
  const entry = JSON.parse(snapshot) as Partial<Revision['entry']> | null;
  const { title, problem, solution } = entry ?? {};
  if (!title || !problem || !solution) return false;
  const row = mendRow('kb_entries', {
    number: BigInt(number),
    id,
    title,
    problem,
    solution,
    category: entry?.category ?? null,
    severity: entry?.severity ?? null,
    archived: entry?.archived ? 1n : 0n,
    created_at: entry?.updatedAt ?? first,
    updated_at: entry?.updatedAt ?? first,
    author: entry?.author ?? 'unknown',
    metadata: JSON.stringify(entry?.metadata ?? {}),
    // The lost one followed its newest revision.
    revision: BigInt(revision) + 1n,
  });
  const names = Object.keys(row);
  const { changes } = target
    .prepare(
      `INSERT OR IGNORE INTO kb_entries (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    )
    .run(row);
  if (changes === 0) return false;
  addTags(target, number, entry?.tags ?? []);
  return true;
}

/** Unless its own tags were found. */
function addTags(target: Sqlite.Database, number: number, tags: readonly string[]): void {
  if (target.prepare('SELECT 1 FROM kb_tags WHERE entry_number = ?').get(number) !== undefined) return;
  const add = target.prepare(
    'INSERT OR IGNORE INTO kb_tags (entry_number, position, tag, tag_key) VALUES (?, ?, ?, ?)',
  );
  for (const [position, tag] of tags.entries()) add.run(number, position, tag, foldKey(tag));
}
