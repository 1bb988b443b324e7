import type { Cancellation } from '../../search/cancellation.ts';

/** What was written, in bytes, and its SHA-256 in hex. */
export interface Written {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Who follows the writing. */
export interface Watch {
  readonly signal: Cancellation | undefined;
  /** Told how many records are done. */
  readonly onRecords: (done: number) => void;
}
