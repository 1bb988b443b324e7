import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';

export interface TableReference {
  readonly columns: readonly string[];
  readonly table: string;
  readonly parentColumns: readonly string[];
  /** What becomes of the row when its parent goes. A row of the first kind belongs to its parent. */
  readonly onDelete: 'cascade' | 'set-null' | 'restrict';
}

/** A table of knowledge other than the entries with their tags and revisions. */
export interface TransferTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly nullable: boolean; readonly json: boolean }[];
  /** The columns of the primary key; empty where there is none. */
  readonly key: readonly string[];
  /** The key is a number that the database counts up, so that the same number means something else in another knowledge base. */
  readonly counted: boolean;
  /** Sets of columns that no two rows share, besides the key; expressions and partial ones left out. */
  readonly unique: readonly (readonly string[])[];
  readonly references: readonly TableReference[];
}

/** The tables that travel, those of custom steps included, parents before children, else by name. Search index, bookkeeping and what is kept for later versions are left out. */
export function describeTables(_store: Store, _db: Kysely<Schema>): Promise<readonly TransferTable[]> {
  throw new Error('Not written yet.');
}
