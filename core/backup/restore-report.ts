import type { Discards } from './compare-with-backup.ts';

/** What a restore did, or would do. */
export interface RestoreReport {
  /** The backup that was restored, or would be. */
  readonly restored: string;
  /** The database as it was before, from which the restore can be undone. Null where there was none. */
  readonly previous: { readonly path: string } | null;
  /** Null where the database before could not be read. */
  readonly discards: Discards | null;
  /** What became of an older schema or of a damaged search index on the way, in sentences; null where there is nothing to say. */
  readonly remark: string | null;
}
