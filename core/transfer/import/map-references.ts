import { sql } from 'kysely';
import type { StoredRow } from '../export/table-values.ts';
import type { RowValue } from '../read/source-record.ts';
import type { TableReference, TransferTable } from '../tables/describe-tables.ts';
import type { ComingRow } from './coming-row.ts';
import type { EntryAliases } from './entry-aliases.ts';
import type { ImportContext } from './import-context.ts';
import type { KeyMap } from './key-map.ts';
import { boundValue, keyText, readStored } from './row-values.ts';

export const entryTable = 'kb_entries';

/** Turns what rows point to in the source into what they point to here. */
export class References {
  readonly #context: ImportContext;
  readonly #tables: ReadonlyMap<string, TransferTable>;
  readonly #aliases: EntryAliases;
  readonly #keys: KeyMap;

  constructor(context: ImportContext, tables: readonly TransferTable[], aliases: EntryAliases, keys: KeyMap) {
    this.#context = context;
    this.#tables = new Map(tables.map((table) => [table.name, table]));
    this.#aliases = aliases;
    this.#keys = keys;
  }

  /**
   * Changes the rows so that each points to rows that are here. A reference that leads nowhere is left empty where it may be, and otherwise is why the row is refused.
   * Returns how many were left empty.
   */
  async map(
    { columns }: TransferTable,
    reference: TableReference,
    rows: readonly ComingRow[],
  ): Promise<number> {
    const pointing = rows.filter(
      ({ values, refusal }) =>
        refusal === null && reference.columns.every((column) => (values[column] ?? null) !== null),
    );
    if (pointing.length === 0) return 0;
    await this.#translate(reference, pointing);
    const present = await this.#present(reference, pointing);
    const empty = reference.columns.find((name) =>
      columns.some((column) => column.name === name && column.nullable),
    );
    let emptied = 0;
    for (const row of pointing) {
      if (present.has(tuple(reference.columns, row.values))) continue;
      if (empty === undefined) {
        row.refusal = {
          kind: 'missing-reference',
          reason: `Its ${reference.columns.join(' and ')} points to a row of ${reference.table} that is not there.`,
        };
      } else {
        row.values[empty] = null;
        emptied += 1;
      }
    }
    return emptied;
  }

  /** Puts the keys that rows have here in the place of those that they have in the source. */
  async #translate(reference: TableReference, rows: readonly ComingRow[]): Promise<void> {
    for (const [at, column] of reference.columns.entries()) {
      const texts = [...new Set(rows.map(({ values }) => keyText(values[column])))];
      const here = await this.#keysHere(reference.table, reference.parentColumns[at] ?? '', texts);
      if (here === null) continue;
      for (const { values } of rows) values[column] = here(keyText(values[column]), values[column] ?? null);
    }
  }

  /** How keys of a column are told here; null where they are the same everywhere. */
  async #keysHere(
    table: string,
    column: string,
    texts: readonly string[],
  ): Promise<((text: string, value: RowValue) => RowValue) | null> {
    if (table === entryTable && column === 'id') {
      const ids = await this.#idsOf(texts);
      return (text, value) => ids.get(text) ?? value;
    }
    const parent = this.#tables.get(table);
    if (!isCountedKey(table, column, parent)) return null;
    const keys = await this.#keys.find(table, texts);
    return (text) => keys.get(text) ?? null;
  }

  async #idsOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const numbers = await this.#aliases.numbersOf(ids);
    if (numbers.size === 0) return new Map();
    const rows = await this.#context.db
      .selectFrom('kb_entries')
      .select(['number', 'id'])
      .where('number', 'in', [...numbers.values()])
      .execute();
    const idByNumber = new Map(rows.map(({ number, id }) => [number, id]));
    return new Map(
      Array.from(numbers).flatMap(([alias, number]) => {
        const id = idByNumber.get(number);
        return id === undefined ? [] : [[alias, id] as const];
      }),
    );
  }

  /** The tuples of the rows that lead to a row here. */
  async #present(
    { table, columns, parentColumns }: TableReference,
    rows: readonly ComingRow[],
  ): Promise<ReadonlySet<string>> {
    const wanted = new Map(rows.map(({ values }) => [tuple(columns, values), values]));
    const conditions = [...wanted.values()].flatMap((values) => {
      const parts = columns.map((column, at) => {
        const bound = boundValue(values[column] ?? null);
        return bound === undefined || bound === null
          ? null
          : sql`${sql.id(parentColumns[at] ?? '')} = ${bound}`;
      });
      return parts.includes(null) ? [] : [sql`(${sql.join(parts, sql` and `)})`];
    });
    if (conditions.length === 0) return new Set();
    const query = sql<StoredRow>`select ${sql.join(parentColumns.map((column) => sql.id(column)))}
      from ${sql.id(table)} where ${sql.join(conditions, sql` or `)}`;
    const found = await readStored(this.#context, query);
    return new Set(found.map((row) => parentColumns.map((column) => String(row[column] ?? '')).join('\0')));
  }
}

/** Whether the numbers of a column mean something else in another knowledge base. */
export function isCountedKey(table: string, column: string, parent: TransferTable | undefined): boolean {
  if (table === entryTable) return column === 'number';
  return parent !== undefined && parent.counted && parent.key[0] === column;
}

function tuple(columns: readonly string[], values: Readonly<Record<string, RowValue>>): string {
  return columns.map((column) => keyText(values[column])).join('\0');
}
