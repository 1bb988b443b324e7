import type { KeyboardEvent } from 'react';
import { isKeystroke } from '../shell/keystroke.ts';
import { asMovementKey, moveCursor } from './list-movement.ts';
import { useSearch } from './search-store.ts';
import { useSelection } from './selection-store.ts';
import { mostAtOnce, pageRows } from './use-list-cursor.ts';
import type { ListCursor } from './use-list-cursor.ts';

/** Does what a key asks for that picks rows: Shift with arrows, Ctrl+A, Ctrl+Space, Escape. Returns whether it was one. */
export function takeSelectionKey(event: KeyboardEvent, { rows, index, moveTo }: ListCursor): boolean {
  const { ids, toggle, extend, clear } = useSelection.getState();
  const row = rows[index];
  if (isKeystroke(event, 'Mod+a')) {
    void pickAll();
    return true;
  }
  if (isKeystroke(event, 'Mod+ ') && row) {
    toggle(row.id);
    return true;
  }
  if (isKeystroke(event, 'Escape') && ids.size > 0) {
    clear();
    return true;
  }
  const movement = asMovementKey(event.key);
  if (!movement || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !row) return false;
  const to = moveCursor(index, movement, rows.length, pageRows);
  const target = rows[to];
  if (!target) return false;
  extend(
    rows.map(({ id }) => id),
    row.id,
    target.id,
  );
  moveTo(to);
  return true;

  async function pickAll(): Promise<void> {
    const { text, loadMore } = useSearch.getState();
    await loadMore(mostAtOnce);
    const now = useSearch.getState();
    if (now.text !== text) return;
    const found = now.page?.results.map(({ entry }) => entry.id) ?? rows.map(({ id }) => id);
    useSelection.getState().pickAll(found);
  }
}
