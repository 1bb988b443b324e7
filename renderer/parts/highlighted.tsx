import type { ReactNode } from 'react';
import type { TextRange } from '../../preload/api.ts';

/** Text with the given ranges marked. Ranges out of order, overlapping or beyond the text are cut to fit. */
export function Highlighted({
  text,
  ranges,
}: {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}) {
  const pieces: ReactNode[] = [];
  let shown = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const from = Math.max(start, shown);
    if (end <= from || from >= text.length) continue;
    if (from > shown) pieces.push(text.slice(shown, from));
    pieces.push(<mark key={from}>{text.slice(from, end)}</mark>);
    shown = end;
  }
  if (shown < text.length) pieces.push(text.slice(shown));
  return <>{pieces}</>;
}
