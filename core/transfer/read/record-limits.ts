/** What a source may ask of this machine. */
export const recordLimits = {
  /** Of one record, in the source. */
  bytes: 16_000_000,
  /** Levels of objects and lists in one another. */
  depth: 64,
  columns: 1_000,
};

/** Sizes in words for the limit of a record. */
export const recordTooLarge =
  'It has more than 16 MB; at most 16 MB are read as one record, so it was skipped.';
export const recordTooDeep = `It is nested more than ${recordLimits.depth} levels deep.`;

export function recordTooWide(columns: number): string {
  return `It has ${columns.toLocaleString('en')} columns; at most ${recordLimits.columns.toLocaleString('en')} are read.`;
}
