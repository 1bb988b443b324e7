import type { EntryId } from '../../preload/api.ts';
import { focusPart } from '../shell/focus-parts.ts';
import { useNavigation } from '../shell/navigation-store.ts';

/** Shows an entry to be read, with the focus on it. */
export function openEntry(id: EntryId): void {
  useNavigation.getState().open(id);
  focusPart('detail');
}
