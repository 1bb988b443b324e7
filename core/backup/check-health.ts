import type { Health } from '../store/knowledge-base.ts';
import { countRows } from '../store/read-stats.ts';
import type { Store } from '../store/store.ts';
import { sql } from 'kysely';
import { integrityProblems } from './inspect-file.ts';
import { listBackups } from './list-backups.ts';

const dayMs = 86_400_000;
/** Without a backup for this long, health says so. */
const backupAgeDays = 7;

/** Looks the whole knowledge base through. It reads every page, so it takes about as long as copying the file. */
export async function checkHealth(store: Store, now = new Date()): Promise<Health> {
  const issues: string[] = [];
  const advice: string[] = [];
  if (store.engine === 'sqlite') {
    issues.push(...integrityProblems(store));
    advice.push(...backupAdvice(store.path, now));
  }
  const entries = await countRows(store, 'kb_entries');
  const indexed = await countIndexed(store);
  if (entries !== indexed) {
    issues.push(
      `The search index has ${indexed.toLocaleString('en')} entries, and there are ${entries.toLocaleString('en')}.`,
    );
  }
  return { overall: issues.length === 0, issues, advice };
}

function backupAdvice(path: string, now: Date): readonly string[] {
  const newest = listBackups(path).find(({ verified }) => verified);
  if (newest === undefined) return ['There is no verified backup yet.'];
  const days = Math.floor((now.getTime() - Date.parse(newest.createdAt)) / dayMs);
  return days >= backupAgeDays ? [`The newest verified backup is ${days} days old.`] : [];
}

async function countIndexed(store: Store): Promise<number> {
  const table = store.engine === 'sqlite' ? sql.table('kb_search_docsize') : sql.table('kb_search');
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${table}`.execute(store.db);
  return rows[0]?.count ?? 0;
}
