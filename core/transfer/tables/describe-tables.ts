import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { parentsFirst } from '../../upgrade/kept/parents-first.ts';
import { readShape, type ForeignKey } from '../../upgrade/kept/schema-shape.ts';
import { readPostgresDetails } from './postgres-details.ts';
import { readSqliteDetails } from './sqlite-details.ts';

export interface TableReference {
  readonly columns: readonly string[];
  readonly table: string;
  readonly parentColumns: readonly string[];
  /** What becomes of the row when its parent goes. A row of the first kind belongs to its parent. */
  readonly onDelete: 'cascade' | 'set-null' | 'restrict';
}

export interface TransferColumn {
  readonly name: string;
  /** As the engine names it, in lower case. */
  readonly type: string;
  readonly nullable: boolean;
  readonly json: boolean;
}

/** A table of knowledge other than the entries with their tags and revisions. */
export interface TransferTable {
  readonly name: string;
  readonly columns: readonly TransferColumn[];
  /** The columns of the primary key; empty where there is none. */
  readonly key: readonly string[];
  /** The key is a number that the database counts up, so that the same number means something else in another knowledge base. */
  readonly counted: boolean;
  /** Sets of columns that no two rows share, besides the key; expressions and partial ones left out. */
  readonly unique: readonly (readonly string[])[];
  readonly references: readonly TableReference[];
}

/** What the shape of a table does not tell. */
export interface TableDetails {
  readonly columns: ReadonlyMap<string, Omit<TransferColumn, 'name'>>;
  readonly counted: boolean;
  readonly unique: readonly (readonly string[])[];
}

/** Entries travel as records of their own, and the search index is made anew. */
const leftOut: ReadonlySet<string> = new Set([
  'kb_entries',
  'kb_tags',
  'kb_revisions',
  'kb_terms',
  'kb_search',
]);

/** The tables that travel, those of custom steps included, parents before children, else by name. Search index, bookkeeping and what is kept for later versions are left out. */
export async function describeTables(store: Store, db: Kysely<Schema>): Promise<readonly TransferTable[]> {
  const shape = await readShape({ store, db });
  const details =
    store.engine === 'sqlite' ? readSqliteDetails(store.connection) : await readPostgresDetails(db);
  const tables = [...shape.values()]
    .filter(({ name }) => !leftOut.has(name.toLowerCase()))
    .map((table) => ({
      table: { ...table, foreignKeys: table.foreignKeys.toSorted((a, b) => compare(orderOf(a), orderOf(b))) },
    }))
    .toSorted((one, other) => compare(one.table.name, other.table.name));
  return parentsFirst(tables).map(({ table: { name, columns, key, foreignKeys } }) => {
    const detail = details.get(name);
    return {
      name,
      columns: columns.map((column) => ({ name: column, ...(detail?.columns.get(column) ?? plain) })),
      key,
      counted: detail?.counted ?? false,
      unique: (detail?.unique ?? []).toSorted((one, other) => compare(one.join(), other.join())),
      references: foreignKeys.map(({ columns: from, parent, parentColumns, onDelete }) => ({
        columns: from,
        table: parent,
        parentColumns,
        onDelete,
      })),
    };
  });
}

const plain = { type: '', nullable: true, json: false };

/** The engines list references in orders of their own. */
function orderOf({ parent, columns }: ForeignKey): string {
  return [parent, ...columns].join('\n');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
