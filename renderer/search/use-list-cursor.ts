import { useMemo } from 'react';
import type { EntryId } from '../../preload/api.ts';
import { useLocation, useNavigation } from '../shell/navigation-store.ts';
import { moveCursor } from './list-movement.ts';
import type { MovementKey } from './list-movement.ts';
import { openEntry } from './open-entry.ts';
import { useRecents } from './recents-store.ts';
import { rowsOfResults, rowsOfSummaries } from './result-rows.ts';
import type { ResultRow } from './result-rows.ts';
import { useSearch } from './search-store.ts';

/** Rows that a page key moves by. */
export const pageRows = 12;
/** Results that End waits for, where not all are there yet. */
export const mostAtOnce = 1_000;

export interface ListCursor {
  readonly rows: readonly ResultRow[];
  /** The selected row, or -1. */
  readonly index: number;
  readonly move: (key: MovementKey) => void;
  readonly moveTo: (index: number) => void;
  /** Reads the entry: the focus goes to the detail. */
  readonly open: (id: EntryId) => void;
}

/** The list and its cursor, which the search box and the list itself both move. */
export function useListCursor(): ListCursor {
  const results = useSearch((state) => state.page?.results);
  const recents = useRecents((state) => state.recents);
  const { entryId } = useLocation();
  const rows = useMemo(
    () => (results ? rowsOfResults(results) : rowsOfSummaries(recents ?? [])),
    [results, recents],
  );
  const index = rows.findIndex((row) => row.id === entryId);
  return useMemo(() => {
    const moveTo = (to: number) => {
      const row = rows[to];
      if (!row) return;
      useNavigation.getState().select(row.id);
      if (to >= rows.length - pageRows) void useSearch.getState().loadMore();
    };
    const moveToEnd = async () => {
      const { text, loadMore } = useSearch.getState();
      await loadMore(mostAtOnce);
      const now = useSearch.getState();
      const last = now.page?.results.at(-1)?.entry.id ?? rows.at(-1)?.id;
      if (last !== undefined && now.text === text) useNavigation.getState().select(last);
    };
    return {
      rows,
      index,
      moveTo,
      move: (key) => {
        if (key === 'End') void moveToEnd();
        else moveTo(moveCursor(index, key, rows.length, pageRows));
      },
      open: openEntry,
    };
  }, [rows, index]);
}
