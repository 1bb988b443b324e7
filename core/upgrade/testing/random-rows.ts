import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { sql } from 'kysely';
import { migrations } from '../../../migrations/index.ts';
import type { Engine } from '../../store/knowledge-base.ts';
import { inTransaction, type Store } from '../../store/store.ts';

type Draw = fc.GeneratorValue;
type Value = string | number | bigint | null;
type Row = Readonly<Record<string, Value>>;
/** Rows by table, parents before children. */
export type GeneratedRows = readonly (readonly [table: string, rows: readonly Row[]])[];

/** What values of a column are drawn from. */
interface Column {
  readonly name: string;
  readonly isNullable: boolean;
  readonly values: () => fc.Arbitrary<Value>;
}

/** How many rows are thrown away for a table, since its constraints do not allow them. */
const tries = 60;

/**
 * Random rows for every table of the newest schema but those of the entries, drawn from what each column may hold, and pointing to each other and to
 * the entries given. A scratch database says whether the constraints allow a row.
 */
export function generateRows(
  draw: Draw,
  engine: Engine,
  entries: readonly { readonly number: number; readonly id: string }[],
  most: number,
): GeneratedRows {
  const Database = createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite;
  const scratch = new Database(':memory:');
  try {
    for (const { up } of migrations) scratch.exec(up.sqlite);
    const own = new Set(tableNames(scratch));
    for (const table of own) if (/^kb_(?:entries|tags|revisions|terms)$/.test(table)) own.delete(table);
    const addEntry = scratch.prepare(
      `INSERT INTO kb_entries (number, id, title, problem, solution, category, category_key, severity, created_at, updated_at, author)
       VALUES (?, ?, 't', 'p', 's', 'c', 'c', 'low', '', '', '')`,
    );
    for (const { number, id } of entries) addEntry.run(number, id);
    const filled: [string, readonly Row[]][] = [];
    for (const table of parentsFirst(scratch, own)) {
      const wanted = draw(fc.nat, { max: most });
      filled.push([table, fill(draw, scratch, engine, table, wanted)]);
    }
    return filled;
  } finally {
    scratch.close();
  }
}

/** Writes generated rows to a database at the newest version. */
export async function insertRows(store: Store, generated: GeneratedRows): Promise<void> {
  await inTransaction(store, async (db) => {
    for (const [table, rows] of generated) {
      for (const row of rows) {
        const names = Object.keys(row).map((name) => sql.id(name));
        await sql`insert into ${sql.id(table)} (${sql.join(names)}) values (${sql.join(Object.values(row))})`.execute(
          db,
        );
      }
    }
  });
}

function fill(
  draw: Draw,
  scratch: Sqlite.Database,
  engine: Engine,
  table: string,
  wanted: number,
): readonly Row[] {
  const columns = columnsOf(scratch, engine, table);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const insert = scratch.prepare(
    `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const rows: Row[] = [];
  for (let attempt = 0; rows.length < wanted && attempt < wanted + tries; attempt += 1) {
    const row = Object.fromEntries(
      columns.map(({ name, isNullable, values }) => [
        name,
        isNullable && draw(fc.nat, { max: 2 }) === 0 ? null : draw(values),
      ]),
    );
    try {
      insert.run(columns.map(({ name }) => row[name]));
      rows.push(row);
    } catch {
      // The constraints do not allow it.
    }
  }
  return rows;
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: 0 | 1;
  readonly pk: number;
}

function columnsOf(scratch: Sqlite.Database, engine: Engine, table: string): readonly Column[] {
  const rows = scratch.prepare('SELECT * FROM pragma_table_xinfo(?) WHERE hidden = 0').all(table);
  const definition = String(
    scratch.prepare('SELECT sql FROM sqlite_master WHERE name = ?').pluck().get(table),
  );
  return (rows as ColumnRow[]).map((row) => ({
    name: row.name,
    isNullable: row.notnull === 0 && row.pk === 0,
    values: valuesOf(scratch, engine, table, definition, row),
  }));
}

function valuesOf(
  scratch: Sqlite.Database,
  engine: Engine,
  table: string,
  definition: string,
  { name, type }: ColumnRow,
): () => fc.Arbitrary<Value> {
  const [parent] = scratch
    .prepare(`SELECT "table", "to" FROM pragma_foreign_key_list(?) WHERE "from" = ?`)
    .all(table, name) as { table: string; to: string }[];
  if (parent !== undefined) {
    const keys = scratch.prepare(`SELECT "${parent.to}" FROM "${parent.table}"`).pluck().all() as Value[];
    // Those of the table itself are there once rows are.
    const any = parent.table === table ? [1, 2, 3] : keys;
    return () => fc.constantFrom(...(any.length === 0 ? [null] : any));
  }
  const choices = new RegExp(`\\b${name} IN \\(([^)]*)\\)`).exec(definition)?.[1];
  if (choices !== undefined) {
    const words = choices.split(',').map((one) => one.trim().replaceAll("'", ''));
    return () => fc.constantFrom(...words).map((word) => (type === 'TEXT' ? word : Number(word)));
  }
  if (definition.includes(`json_valid(${name})`)) return () => fc.json({ maxDepth: 2 });
  if (definition.includes(`length(${name}) = 64`))
    return () => fc.nat().map((number) => number.toString(16).padStart(64, '0'));
  if (type === 'INTEGER') return engine === 'sqlite' ? sqliteIntegers : smallIntegers;
  if (type === 'REAL') return reals;
  if (/(?:^|_)(?:at|seen|login|modified|timestamp)$/.test(name)) return times;
  return () => texts(engine);
}

const smallIntegers = () => fc.oneof(fc.nat({ max: 500 }), fc.constantFrom(1, 2_147_483_647));
/** Beyond what a JavaScript number holds exactly, too. */
const sqliteIntegers = () =>
  fc.oneof<fc.Arbitrary<number | bigint>[]>(
    smallIntegers(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  );
const reals = () => fc.oneof(fc.double({ min: 0, max: 1 }), fc.constantFrom(0.1 + 0.2, 5e-324, 1 / 3, 1));
const times = () =>
  fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
const awkward = [
  "Robert'); DROP TABLE kb_entries;--",
  '"quoted" `and` [bracketed]',
  '  blanks\tand\r\nlines \n',
  '1e400',
  'NULL',
  '-0',
  'e\u0301 is not \u00e9',
  '👩‍👩‍👧‍👦 \u202Eright to left',
  '\\x41 \\u0041 %s $1 ?',
  '\u0001\u007f\uffff',
  'long '.repeat(2_000),
];
const texts = (engine: Engine) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      fc.constantFrom(...awkward),
      // PostgreSQL's text cannot hold the character NUL.
      engine === 'sqlite' ? fc.constant('a\u0000b') : fc.uuid(),
    )
    .filter((text) => engine === 'sqlite' || !text.includes('\u0000'));

function tableNames(scratch: Sqlite.Database): readonly string[] {
  return scratch
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .pluck()
    .all() as string[];
}

function parentsFirst(scratch: Sqlite.Database, tables: ReadonlySet<string>): readonly string[] {
  const ordered = new Set<string>();
  const add = (table: string): void => {
    const parents = scratch
      .prepare('SELECT "table" FROM pragma_foreign_key_list(?)')
      .pluck()
      .all(table) as string[];
    for (const parent of parents)
      if (parent !== table && tables.has(parent) && !ordered.has(parent)) add(parent);
    ordered.add(table);
  };
  for (const table of tables) add(table);
  return [...ordered];
}
