import { useNavigation } from '../shell/navigation-store.ts';
import { focusPart } from '../shell/focus-parts.ts';
import { hasFilter, toggleFilter } from './query-text.ts';
import { useSearch } from './search-store.ts';

/** Narrows what is searched for to entries with the tag. */
export function addTagFilter(tag: string): void {
  const { text, setText } = useSearch.getState();
  if (!hasFilter(text, 'tag', tag)) setText(toggleFilter(text, 'tag', tag));
  useNavigation.getState().setReading(false);
  focusPart('box');
}
