/** Rows kept beyond the visible ones, so that scrolling shows no gaps. */
const spare = 6;

/** The rows `[first, end)` to draw in a list of equally high rows. Heights and positions are in pixels. */
export function visibleRows(scrollTop: number, viewHeight: number, rowHeight: number, count: number) {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const end = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + spare);
  return { first: Math.min(first, end), end };
}

/** Where to scroll so that the row is wholly in view, moving no further than needed. */
export function scrollToShow(row: number, scrollTop: number, viewHeight: number, rowHeight: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - viewHeight);
}
