import type { EntryId } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useRecents } from '../search/recents-store.ts';
import { useSearch } from '../search/search-store.ts';
import { goToSearch } from '../shell/commands.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { useImport } from './import-store.ts';

/** So many go to the top of the list; below them stays what was opened before. */
const onTop = 5;

/** Leaves the import for the search, with the first of the imported entries on top of the list, and the very first beside it. Where there are none, the search is left as it stands. */
export async function showImported(ids: readonly EntryId[]): Promise<void> {
  const [first] = ids;
  if (first !== undefined) {
    for (const id of ids.slice(0, onTop).toReversed()) await ask('entries:opened', { id });
    useSearch.getState().setText('');
    await useRecents.getState().refresh();
  }
  useImport.getState().close();
  goToSearch();
  if (first !== undefined) useNavigation.getState().select(first);
}
