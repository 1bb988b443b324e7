import type Sqlite from 'better-sqlite3';

/** Problems that are worth listing; a broken file has thousands. */
const mostProblems = 100;

/** A look at one part of a file, which can be taken by itself. Returns what is wrong, in sentences. */
export type PartCheck = () => readonly string[];

/**
 * The looks that together find what SQLite finds wrong with the pages, the rows, the indexes and the references of a file. They never throw for a
 * damaged file, and are in the same order for the same file.
 *
 * It is `integrity_check` table by table, without the look into the full-text index: that takes twice as long as all the rest, and the index
 * holds nothing that could not be made again from the entries (`indexProblems` looks at it).
 */
export function structureChecks(connection: Sqlite.Database): readonly PartCheck[] {
  return reportingDamage(() => [
    ...tablesOf(connection, ['table', 'shadow']).map((table) => () => integrityCheck(connection, table)),
    () => pageProblems(connection),
    () => referenceProblems(connection),
  ]);
}

/** Damage may keep a part from being looked at, or from being known at all. */
function reportingDamage(checks: () => readonly PartCheck[]): readonly PartCheck[] {
  try {
    return checks().map((check) => () => orDamage(check));
  } catch (caught) {
    return [() => [damageIn(caught)]];
  }
}

function orDamage(check: PartCheck): readonly string[] {
  try {
    return check();
  } catch (caught) {
    return [damageIn(caught)];
  }
}

function damageIn(caught: unknown): string {
  const code = caught instanceof Error && 'code' in caught ? String(caught.code) : '';
  if (!/^SQLITE_(?:CORRUPT|NOTADB|ERROR)/.test(code) || !(caught instanceof Error)) throw caught;
  return caught.message;
}

/** What is wrong with the full-text index itself, compared with nothing but itself. */
export function indexProblems(connection: Sqlite.Database): readonly string[] {
  return tablesOf(connection, ['virtual']).flatMap((table) =>
    orDamage(() => integrityCheck(connection, table)),
  );
}

/** Rows of every table, the search index's own tables left out. */
export function countTables(connection: Sqlite.Database): Readonly<Record<string, number>> {
  return Object.fromEntries(
    tablesOf(connection, ['table'])
      .filter((table) => !table.startsWith('sqlite_'))
      .map((table) => [
        table,
        Number(
          connection
            .prepare(`SELECT count(*) FROM ${quoted(table)}`)
            .pluck()
            .get(),
        ),
      ]),
  );
}

function tablesOf(
  connection: Sqlite.Database,
  types: readonly ('table' | 'shadow' | 'virtual')[],
): readonly string[] {
  const rows = connection
    .prepare(`SELECT name, type FROM pragma_table_list WHERE schema = 'main' ORDER BY name`)
    .all() as { readonly name: string; readonly type: string }[];
  return rows.filter(({ type }) => types.some((wanted) => wanted === type)).map(({ name }) => name);
}

function integrityCheck(connection: Sqlite.Database, table: string): readonly string[] {
  const lines = connection
    .prepare(`PRAGMA integrity_check(${quoted(table)})`)
    .pluck()
    .all() as string[];
  return lines.filter((line) => line !== 'ok');
}

/** Every page belongs to one tree or to the free ones: seen table by table, one that belongs to two or to none would not be noticed. */
function pageProblems(connection: Sqlite.Database): readonly string[] {
  const number = (sql: string): number => Number(connection.prepare(sql).pluck().get());
  if (number('PRAGMA auto_vacuum') !== 0) return [];
  const inTrees = number('SELECT sum(pageno) FROM dbstat WHERE aggregate = TRUE');
  const free = number('PRAGMA freelist_count');
  const all = number('PRAGMA page_count');
  if (inTrees + free === all) return [];
  return [`Of its ${all} pages ${inTrees} hold something and ${free} are free, which does not add up.`];
}

function referenceProblems(connection: Sqlite.Database): readonly string[] {
  const references = connection.pragma('foreign_key_check') as readonly { table: string; parent: string }[];
  return references
    .slice(0, mostProblems)
    .map(({ table, parent }) => `A row of ${table} points to one of ${parent} that is not there.`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
