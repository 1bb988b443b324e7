import { sql } from 'kysely';
import type { Health } from '../store/knowledge-base.ts';
import { countRows } from '../store/read-stats.ts';
import type { SqliteStore, Store } from '../store/store.ts';
import { findProblems } from './find-problems.ts';
import { listBackups } from './list-backups.ts';
import { secondFolder } from './second-folder.ts';

const dayMs = 86_400_000;
/** Without a backup for this long, health says so. */
const backupAgeDays = 7;

/**
 * Looks the whole knowledge base through. Of a large file two threads of their own read every page, so it takes about as long as backing it up, and
 * this thread goes on with other work meanwhile.
 */
export async function checkHealth(store: Store, now = new Date()): Promise<Health> {
  const found =
    store.engine === 'sqlite'
      ? await findProblems(store.copy?.file ?? store.path, true)
      : { structure: [], index: [] };
  // A damaged file cannot be counted.
  const counts = found.structure.length === 0 ? await countProblems(store) : [];
  const index = [...found.index.map(indexDamage), ...counts];
  const issues = [...found.structure, ...index];
  const advice = store.engine === 'sqlite' ? backupAdvice(store, now) : [];
  return {
    overall: issues.length === 0,
    issues,
    advice: index.length > 0 && found.structure.length === 0 ? [rebuildAdvice, ...advice] : advice,
  };
}

const rebuildAdvice =
  'No entry is affected: the search index can be made anew from the entries, with: kb health --rebuild-index';

function indexDamage(problem: string): string {
  return `The search index is damaged: ${problem.replace(/\.$/, '')}.`;
}

function backupAdvice({ path }: SqliteStore, now: Date): readonly string[] {
  const newest = listBackups(path).find(({ verified }) => verified);
  if (newest === undefined) return ['There is no verified backup yet.'];
  const advice: string[] = [];
  const days = Math.floor((now.getTime() - Date.parse(newest.createdAt)) / dayMs);
  if (days >= backupAgeDays) advice.push(`The newest verified backup is ${days} days old.`);
  const folder = secondFolder(path);
  if (folder !== null && newest.copy === null)
    advice.push(`The newest verified backup has no copy in the second folder, ${folder}.`);
  return advice;
}

async function countProblems(store: Store): Promise<readonly string[]> {
  const entries = await countRows(store, 'kb_entries');
  const indexed = await countIndexed(store);
  if (entries === indexed) return [];
  return [
    `The search index has ${indexed.toLocaleString('en')} entries, and there are ${entries.toLocaleString('en')}.`,
  ];
}

async function countIndexed(store: Store): Promise<number> {
  const table = store.engine === 'sqlite' ? sql.table('kb_search_docsize') : sql.table('kb_search');
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${table}`.execute(store.db);
  return rows[0]?.count ?? 0;
}
