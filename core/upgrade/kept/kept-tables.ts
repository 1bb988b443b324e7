import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { tableExists } from '../bookkeeping.ts';
import type { SchemaSession } from '../schema-access.ts';
import type { Sequence } from './sequences.ts';

/** A column whose values were kept. */
export interface KeptColumn {
  readonly name: string;
  /** The older schema has it too: `down` or `up` rewrites it. Otherwise it vanishes with the step. */
  readonly stays: boolean;
}

interface Kept {
  readonly id: number;
  readonly version: string;
  /** The table that it came from. */
  readonly table: string;
  /** The table that it is in now. */
  readonly keptTable: string;
  /** The first letters of the kept table's own columns; the others have the names that they had. */
  readonly prefix: string;
  readonly key: readonly string[];
  /**
   * What was done at the older schema may reach what is kept here by way of `up`, which then has to be compared with what `up` made when the
   * rollback was done. Otherwise what is kept is newer than all that `up` makes.
   */
  readonly flows: boolean;
}

/** Whole rows: of a table that vanishes, or those that `down` takes out of one that stays. */
export interface KeptRowsOf extends Kept {
  readonly kind: 'table' | 'rows';
  readonly columns: readonly string[];
  readonly sequences: readonly Sequence[];
}

/** Values of some columns of a table that stays. */
export interface KeptValuesOf extends Kept {
  readonly kind: 'values';
  readonly columns: readonly KeptColumn[];
}

/** What `up` makes and had been removed since: literals of rows. */
export interface RemovedRowsOf extends Kept {
  readonly kind: 'removed';
  /** What the literals are made of: the key, or all columns. */
  readonly columns: readonly string[];
}

export type KeptTable = KeptRowsOf | KeptValuesOf | RemovedRowsOf;

type Draft<T> = T extends unknown ? Omit<T, 'id' | 'flows'> : never;
/** A kept table that is not written down yet. */
export type KeptDraft = Draft<KeptTable>;
export type KeptRowsDraft = Draft<KeptRowsOf>;
export type KeptValuesDraft = Draft<KeptValuesOf>;

/** Writes down that a table keeps something. */
export async function registerKept({ db }: SchemaSession, draft: KeptDraft, flows: boolean): Promise<void> {
  const { version, table, keptTable, kind, ...details } = draft;
  await db
    .insertInto('schema_kept')
    .values({
      version,
      table_name: table,
      kept_table: keptTable,
      kind,
      details: JSON.stringify({ ...details, flows }),
      kept_at: new Date().toISOString(),
    })
    .execute();
}

/** What rollbacks kept, in the order in which they did; of one version, or of all. */
export async function readKept(session: SchemaSession, version?: string): Promise<readonly KeptTable[]> {
  if (!(await tableExists(session, 'schema_kept'))) return [];
  let query = session.db.selectFrom('schema_kept').selectAll().orderBy('id');
  if (version !== undefined) query = query.where('version', '=', version);
  const rows = await query.execute();
  return rows.map((row) => ({
    // Written by this program, as `registerKept` has it.
    ...(JSON.parse(row.details) as Omit<KeptTable, 'id' | 'version' | 'table' | 'keptTable' | 'kind'>),
    id: row.id,
    version: row.version,
    table: row.table_name,
    keptTable: row.kept_table,
    kind: row.kind,
  })) as readonly KeptTable[];
}

/** Removes a kept table in which nothing is left. */
export async function dropKept({ db }: SchemaSession, { id, keptTable }: KeptTable): Promise<void> {
  await sql`drop table ${sql.id(keptTable)}`.execute(db);
  await db.deleteFrom('schema_kept').where('id', '=', id).execute();
}

/** PostgreSQL cuts longer names off. */
const longestName = 63;

/** A name for a kept table that is not taken: `kept_005_users`, after another rollback `kept_005_users_2`. */
export async function freeName(session: SchemaSession, version: string, table: string): Promise<string> {
  const full = `kept_${version.slice(0, 3)}_${table}`;
  const digest = createHash('sha256').update(table).digest('hex').slice(0, 12);
  const name = Buffer.byteLength(full) <= longestName - 4 ? full : `kept_${version.slice(0, 3)}_${digest}`;
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}_${count}`;
    if (!(await tableExists(session, candidate))) return candidate;
  }
}

/** Letters that no column of the table begins with. */
export function freePrefix(columns: readonly string[]): string {
  let prefix = 'kept_';
  while (columns.some((name) => name.toLowerCase().startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}
