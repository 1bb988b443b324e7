import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, RefObject, UIEvent } from 'react';
import type { EntryId } from '../../preload/api.ts';
import { focusPart, partIds } from '../shell/focus-parts.ts';
import { asMovementKey, findByPrefix } from './list-movement.ts';
import type { MenuPlace } from './menu-place.ts';
import { ResultRowView } from './result-row.tsx';
import styles from './results-list.module.css';
import { rowElementId } from './row-element-id.ts';
import { useSearch } from './search-store.ts';
import { takeSelectionKey } from './selection-keys.ts';
import { useSelection } from './selection-store.ts';
import type { ListCursor } from './use-list-cursor.ts';
import { scrollToShow, visibleRows } from './visible-rows.ts';

const ResultMenu = lazy(() => import('./result-menu.tsx'));

/** In pixels, as in result-row.module.css. */
const rowHeight = 52;
const typeAheadPause = 700;

interface ResultsListProps {
  readonly cursor: ListCursor;
  readonly label: string;
  readonly onRead: (id: EntryId) => void;
}

/** The rows, of which only those in view are drawn. */
export function ResultsList({ cursor, label, onRead }: ResultsListProps) {
  const { rows, index, moveTo } = cursor;
  const page = useSearch((state) => state.page);
  const list = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const viewHeight = useHeight(list);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const typed = useRef({ text: '', at: 0 });
  const query = page?.query;
  const picked = useSelection((state) => state.ids);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || element.clientHeight === 0) return;
    element.scrollTop =
      index === -1 ? 0 : scrollToShow(index, element.scrollTop, element.clientHeight, rowHeight);
  }, [index, query, viewHeight]);

  const handleKey = (event: KeyboardEvent) => {
    if (takeSelectionKey(event, cursor)) {
      event.preventDefault();
      return;
    }
    const row = rows[index];
    const movement = asMovementKey(event.key);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (movement) {
      useSelection.getState().endRange();
      cursor.move(movement);
    } else if (event.key === 'Enter' && row) cursor.open(row.id);
    else if (event.key === 'Escape') focusPart('box');
    else if (event.key.length === 1) typeAhead(event.key);
    else return;
    event.preventDefault();
  };
  const handlePress = (event: MouseEvent, at: number) => {
    const row = rows[at];
    if (!row) return;
    const { toggle, extend, endRange } = useSelection.getState();
    if (event.shiftKey) {
      const ids = rows.map(({ id }) => id);
      extend(ids, rows[index]?.id ?? row.id, row.id);
    } else if (event.ctrlKey || event.metaKey) toggle(row.id);
    else if (isStacked()) onRead(row.id);
    else endRange();
    moveTo(at);
  };
  const handleMouseDown = (event: MouseEvent<HTMLDivElement>) => {
    if (!event.shiftKey) return;
    // The browser would select text up to there.
    event.preventDefault();
    event.currentTarget.focus();
  };
  const typeAhead = (letter: string) => {
    const now = Date.now();
    const before = now - typed.current.at < typeAheadPause ? typed.current.text : '';
    typed.current = { text: before + letter, at: now };
    moveTo(
      findByPrefix(
        rows.map((row) => row.title),
        typed.current.text,
        index,
      ),
    );
  };
  const handleScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop: top, clientHeight, scrollHeight } = event.currentTarget;
    setScrollTop(top);
    if (top + clientHeight > scrollHeight - clientHeight) void useSearch.getState().loadMore();
  };
  const handleContextMenu = (event: MouseEvent) => {
    const option = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const at = option instanceof HTMLElement ? Number(option.dataset['index']) : index;
    const row = rows[at];
    if (!row) return;
    event.preventDefault();
    moveTo(at);
    const selected = document.getElementById(rowElementId(at))?.getBoundingClientRect();
    setMenu(
      option || !selected
        ? { row, left: event.clientX, top: event.clientY }
        : { row, left: selected.left + 24, top: selected.bottom - 8 },
    );
  };

  const { first, end } = visibleRows(scrollTop, viewHeight, rowHeight, rows.length);
  const drawn = Array.from({ length: end - first }, (_, n) => first + n);
  if (index !== -1 && (index < first || index >= end)) drawn.push(index);
  const total = page && page.totalIsExact ? page.total : rows.length;
  return (
    <div
      ref={list}
      id={partIds.list}
      role="listbox"
      aria-multiselectable
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={index === -1 ? undefined : rowElementId(index)}
      className={styles.list}
      onKeyDown={handleKey}
      onMouseDown={handleMouseDown}
      onScroll={handleScroll}
      onContextMenu={handleContextMenu}
    >
      <div role="presentation" className={styles.rows} style={{ height: rows.length * rowHeight }}>
        {drawn.map((at) => {
          const row = rows[at];
          return row ? (
            <ResultRowView
              key={row.id}
              row={row}
              index={at}
              total={total}
              top={at * rowHeight}
              isSelected={at === index}
              isPicked={picked.size === 0 ? null : picked.has(row.id)}
              onPress={(event) => handlePress(event, at)}
              onOpen={() => cursor.open(row.id)}
            />
          ) : null;
        })}
      </div>
      <Suspense fallback={null}>
        {menu ? <ResultMenu place={menu} onOpen={cursor.open} onClose={() => setMenu(null)} /> : null}
      </Suspense>
    </div>
  );
}

/** Whether list and detail share one column, as in search-screen.module.css. */
function isStacked(): boolean {
  return window.matchMedia('(max-width: 760px)').matches;
}

function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(() => window.innerHeight);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
