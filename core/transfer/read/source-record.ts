import type { JsonObject, JsonValue, Revision } from '../../entries/entry.ts';
import type {
  RejectedRecord,
  SourceFormat,
  SourceLabels,
  TextEncodingName,
  TravellingSettings,
} from '../transfer-types.ts';

/** What an export says of itself. */
export interface SourceHeader {
  readonly schemaVersion: string | null;
  /** Null where it does not say. Each table named here is replaced in mode `replace`. */
  readonly counts: Readonly<Record<string, number>> | null;
  readonly settings: TravellingSettings | null;
}

/** An entry's record as the source has it, before any check of its fields. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** A value of a table's row. What JSON cannot hold is an object: whole numbers beyond 2^53 and bytes. */
export type RowValue =
  | string
  | number
  | null
  | { readonly integer: string }
  | { readonly real: string }
  | { readonly base64: string };
export type TableRow = Readonly<Record<string, RowValue>>;

/** What a source is made of, in its order: at most one header, then entries, then rows of tables, parents before children, and at most one end. */
export type SourceItem =
  | ({ readonly kind: 'header' } & SourceHeader)
  | {
      readonly kind: 'entry';
      readonly record: number;
      readonly where: string | null;
      readonly raw: RawRecord;
    }
  | { readonly kind: 'row'; readonly record: number; readonly table: string; readonly row: TableRow }
  | { readonly kind: 'rejected'; readonly rejected: RejectedRecord }
  /** `sha256` as the source states it, and as its records give it. */
  | { readonly kind: 'end'; readonly stated: string | null; readonly found: string };

/** A source that is open for reading. */
export interface Source {
  readonly format: SourceFormat;
  readonly encoding: TextEncodingName | null;
  readonly delimiter: string | null;
  /** It has the fields of entries under their own names: an export of this program, a knowledge base, or a file in the same form. */
  readonly native: boolean;
  readonly sizeBytes: number;
  /** Bytes read so far; for `database` entries read, and `sizeBytes` is how many there are. */
  readonly position: () => number;
  /** The names of the columns, where the format has them ahead of the records: CSV. */
  readonly columns: readonly string[] | null;
  /**
   * Batches of items, each of a few hundred or about a megabyte. A bad record is an item; what makes the rest unreadable throws a `KnowledgeError` of kind
   * invalid-file or corrupt-file.
   */
  items(): AsyncIterable<readonly SourceItem[]>;
  /** What entries can be chosen by, where the source can tell that without reading all of it: a knowledge base. */
  labels?(): Promise<SourceLabels>;
  close(): Promise<void>;
}

/** An entry's record as exports write it, keys in this order. */
export interface ExportedEntry {
  readonly id: string;
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  readonly category: string;
  readonly severity: string;
  readonly tags: readonly string[];
  readonly archived: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly author: string;
  readonly metadata: JsonObject;
  readonly revision: number;
  /** Of `KB-0042`; only where everything is exported. */
  readonly number?: number;
  /** Earlier states, oldest first; left out where there are none. */
  readonly revisions?: readonly ExportedRevision[];
}

export interface ExportedRevision {
  readonly revision: number;
  readonly replacedBy: string;
  readonly replacedAt: string;
  readonly entry: Revision['entry'] | JsonValue;
}
