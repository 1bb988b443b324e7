import type { EntrySummary } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useDraft } from '../editor/draft-store.ts';
import { entryLabel } from '../parts/format.ts';
import { copyText } from '../shell/copy.ts';
import { showNotice } from '../shell/notices-store.ts';
import { entryAsText } from './plain-text.ts';
import { useEntry } from './entry-store.ts';

type Shown = Pick<EntrySummary, 'id' | 'number'>;

/** Archives an entry, or brings it back, and offers to undo that. */
export async function setArchived(entry: Shown, archived: boolean): Promise<void> {
  const outcome = await ask('entries:set-archived', { id: entry.id, archived });
  if (!outcome.ok) {
    showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
    return;
  }
  useEntry.getState().take(outcome.value);
  const what = entryLabel(entry.number);
  showNotice({
    text: archived ? `Archived ${what}.` : `${what} is back from the archive.`,
    undo: () => void setArchived(entry, !archived),
  });
}

/** Opens an entry in the editor, as it stands now. */
export async function editEntry(entry: Shown): Promise<void> {
  const outcome = await ask('entries:get', { id: entry.id });
  if (outcome.ok) useDraft.getState().startEdit(outcome.value);
  else showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
}

/** Puts the whole entry on the clipboard as text. */
export async function copyEntry(entry: Shown): Promise<void> {
  const outcome = await ask('entries:get', { id: entry.id });
  if (outcome.ok) await copyText(entryAsText(outcome.value), `${entryLabel(entry.number)} as text`);
  else showNotice({ text: outcome.failure.message, failed: true });
}

/** Puts `KB-0042` on the clipboard: the search and other entries understand it. */
export function copyEntryLabel(entry: Shown): Promise<void> {
  const label = entryLabel(entry.number);
  return copyText(label, label);
}
