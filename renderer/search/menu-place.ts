import type { ResultRow } from './result-rows.ts';

/** The row that a menu is about, and where to open it, in pixels of the window. */
export interface MenuPlace {
  readonly row: ResultRow;
  readonly left: number;
  readonly top: number;
}
