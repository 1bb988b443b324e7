import type { Health } from '../../preload/api.ts';

/** Whether nothing but the search index is wrong: it can be made anew, and no backup is needed. */
export function isOnlyTheIndex({ overall, issues }: Pick<Health, 'overall' | 'issues'>): boolean {
  return !overall && issues.every((issue) => issue.startsWith('The search index'));
}
