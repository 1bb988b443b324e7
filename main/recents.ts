import type { EntrySummary } from '../core/search/search-types.ts';
import type { KnowledgeBase } from '../core/store/knowledge-base.ts';

const enough = 20;

/** Entries opened before, newest first, and after them those changed most recently, until there are twenty. Archived ones are left out. */
export async function recentEntries(
  knowledge: Pick<KnowledgeBase, 'summarise' | 'recentlyChanged'>,
  openedIds: readonly string[],
): Promise<readonly EntrySummary[]> {
  const [opened, changed] = await Promise.all([
    knowledge.summarise(openedIds),
    knowledge.recentlyChanged(enough * 2),
  ]);
  const byId = new Map([...opened, ...changed].map((entry) => [entry.id, entry]));
  return [...byId.values()].filter((entry) => !entry.archived).slice(0, enough);
}
