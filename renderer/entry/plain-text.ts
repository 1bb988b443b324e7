import type { Entry } from '../../preload/api.ts';
import { entryLabel } from '../parts/format.ts';

type Readable = Pick<Entry, 'number' | 'title' | 'category' | 'severity' | 'problem' | 'solution' | 'tags'>;

/** The whole entry as plain text, for a ticket or a message. */
export function entryAsText(entry: Readable): string {
  const label = [entryLabel(entry.number), entry.category, entry.severity].filter(Boolean).join(' · ');
  const tags = entry.tags.length > 0 ? [`Tags: ${entry.tags.join(', ')}`] : [];
  return [entry.title, label, '', 'Problem', entry.problem, '', 'Solution', entry.solution, '', ...tags]
    .join('\n')
    .trimEnd();
}

/** Where the entry's knowledge comes from, as the starter entries record it; null where it is not said. */
export function entrySource(entry: Pick<Entry, 'metadata'>): string | null {
  const source = entry.metadata['source'];
  return typeof source === 'string' && source !== '' ? source : null;
}
