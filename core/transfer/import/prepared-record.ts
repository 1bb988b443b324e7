import type { CheckedEntry } from '../../entries/validate-entry.ts';
import type { NumberedTerms, TermRange } from '../../search/term-numbers.ts';
import type { SourceItem } from '../read/source-record.ts';

/** The fields that a record may leave out: what it does not give stays as it is. */
export const optionalFields = [
  'category',
  'severity',
  'tags',
  'archived',
  'metadata',
  'author',
  'createdAt',
  'updatedAt',
] as const;
export type OptionalField = (typeof optionalFields)[number];

/** An entry's record that may be written as it is, with all that can be worked out ahead. It crosses threads. */
export interface PreparedEntry {
  readonly kind: 'entry';
  readonly record: number;
  readonly where: string | null;
  readonly entry: CheckedEntry;
  readonly given: readonly OptionalField[];
  /** See `contentKey`. */
  readonly key: string;
  /** The number of its label where it was made. */
  readonly number: number | null;
  readonly revision: number | null;
  /** Oldest first. */
  readonly revisions: readonly PreparedRevision[];
  /** Its texts for the search index. */
  readonly texts: readonly string[];
  /** Its terms for the search index: where they are among those of its batch, or one by one. */
  readonly terms: TermRange | readonly string[];
}

export interface PreparedRevision {
  readonly revision: number;
  readonly replacedBy: string;
  readonly replacedAt: string;
  /** JSON, as it is stored. */
  readonly snapshot: string;
}

/** What a source is made of once its entries are prepared. */
export type PreparedItem = PreparedEntry | Exclude<SourceItem, { readonly kind: 'entry' }>;

export interface PreparedBatch {
  readonly items: readonly PreparedItem[];
  /** How far the source has been read, in its own unit. */
  readonly position: number;
  /** Names of fields that records have and entries have not, as they are first seen. */
  readonly unknownFields: readonly string[];
  /** Of its entries. */
  readonly terms: NumberedTerms;
}
