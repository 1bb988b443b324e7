import type Sqlite from 'better-sqlite3';
import { mendRow } from './mend-row.ts';
import type { Value } from './record.ts';
import type { Row } from './row-order.ts';
import { describeTable, quoted, type StoredColumn, type TableShape } from './table-shape.ts';

/** What became of a row: `refused` is one that the table's own conditions do not allow. */
type Fate = 'added' | 'known' | 'refused';

/** Writes rows of a damaged table into the new file's table of that name. A row that is there already stays. */
export class RowWriter {
  readonly #target: Sqlite.Database;
  readonly #source: TableShape;
  readonly #columns: ReadonlySet<string>;
  /** By what they do and the number of values that a record has. */
  readonly #statements = new Map<string, Sqlite.Statement<Value[]>>();
  readonly #refused = new Set<string>();

  constructor(target: Sqlite.Database, source: TableShape) {
    this.#target = target;
    this.#source = source;
    const shape = describeTable(target, source.name);
    this.#columns = new Set(shape?.columns.filter((column) => !column.isGenerated).map(({ name }) => name));
  }

  /** Rows that were refused, and did not come in another form. */
  get refused(): number {
    return this.#refused.size;
  }

  /** Writes a row that is known to be one of this table. */
  write(row: Row): Fate {
    const fate = this.try(row);
    if (fate === 'refused') this.#refused.add(this.#keyOf(row));
    else if (this.#refused.size > 0) this.#refused.delete(this.#keyOf(row));
    return fate;
  }

  /** Writes a row that may be one of another table. With `newest` an entry that is there gives way to a later revision of it. */
  try({ rowid, values }: Row, newest = false): Fate {
    if (values.length > this.#source.columns.length) return 'refused';
    const written = this.#source.columns.filter(
      ({ name }, index) => index < values.length && this.#columns.has(name),
    );
    const named = Object.fromEntries(
      this.#source.columns.map((column, index) => [
        column.name,
        column.isRowid ? rowid : (values[index] ?? null),
      ]),
    );
    const row = mendRow(this.#source.name, named);
    const bound = written.map(({ name }) => row[name] ?? null);
    try {
      const { changes } = this.#insertion(written, newest).run(
        ...(this.#hasOwnRowid ? [rowid, ...bound] : bound),
      );
      return changes > 0 ? 'added' : 'known';
    } catch (caught) {
      if (isRefusal(caught)) return 'refused';
      throw caught;
    }
  }

  /** Rows are told apart by their rowid even where it is no column. */
  get #hasOwnRowid(): boolean {
    return this.#source.rowid !== null && !this.#source.columns.some(({ isRowid }) => isRowid);
  }

  #insertion(written: readonly StoredColumn[], newest: boolean): Sqlite.Statement<Value[]> {
    const key = `${newest} ${written.length}`;
    const known = this.#statements.get(key);
    if (known !== undefined) return known;
    const { name, rowid } = this.#source;
    const columns = [
      ...(this.#hasOwnRowid && rowid !== null ? [rowid] : []),
      ...written.map((column) => quoted(column.name)),
    ];
    const sets = written.map((column) => `${quoted(column.name)} = excluded.${quoted(column.name)}`);
    const giveWay =
      newest && name === 'kb_entries'
        ? `ON CONFLICT (number) DO UPDATE SET ${sets.join(', ')} WHERE excluded.revision > kb_entries.revision`
        : '';
    const statement = this.#target.prepare<Value[]>(
      `INSERT INTO ${quoted(name)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ${giveWay} ON CONFLICT DO NOTHING`,
    );
    this.#statements.set(key, statement);
    return statement;
  }

  #keyOf({ rowid, values }: Row): string {
    if (rowid !== null) return String(rowid);
    const keys = this.#source.columns.flatMap(({ isKey }, index) => (isKey ? [String(values[index])] : []));
    return JSON.stringify(keys);
  }
}

/** The row is at fault, and not the disk. */
function isRefusal(caught: unknown): boolean {
  return (
    caught instanceof Error &&
    'code' in caught &&
    typeof caught.code === 'string' &&
    /^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG)/.test(caught.code)
  );
}
