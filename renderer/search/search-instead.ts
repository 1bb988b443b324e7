import { focusPart } from '../shell/focus-parts.ts';
import { useSearch } from './search-store.ts';

/** Searches for another text and goes on in the box: the button that asked for it may be gone with what it belonged to. */
export function searchInstead(text: string): void {
  useSearch.getState().setText(text);
  focusPart('box');
}

/** Searches for the same among archived entries too, and goes on in the box. */
export function searchArchivedToo(): void {
  useSearch.getState().setIncludeArchived(true);
  focusPart('box');
}
