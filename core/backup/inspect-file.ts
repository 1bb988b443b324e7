import { existsSync, statSync } from 'node:fs';
import { KnowledgeError } from '../failure.ts';
import { MigrationManager } from '../upgrade/migration-manager.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';

/** What a database file holds, as read from the file itself. */
export interface FileContents {
  readonly version: string;
  readonly latest: string;
  readonly entries: number;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Opens a database file read-only and looks it through: its structure, its references, its counts.
 * Throws a `KnowledgeError` that says what it is instead, where it is no sound knowledge base.
 */
export async function inspectFile(path: string): Promise<FileContents> {
  if (!existsSync(path)) throw missing(path);
  if (statSync(path).size === 0) throw empty(path);
  const store = openSqlite(path, { readOnly: true });
  try {
    const [problem] = integrityProblems(store);
    if (problem !== undefined) throw damaged(path, problem);
    const manager = new MigrationManager(store);
    const version = await manager.getCurrentVersion();
    const counts = countTables(store);
    return { version, latest: manager.latestVersion, entries: counts['kb_entries'] ?? 0, counts };
  } catch (caught) {
    const failure = sqliteFailure(caught, path);
    throw failure === null ? caught : new KnowledgeError(failure, { cause: caught });
  } finally {
    await closeStore(store);
  }
}

/** What SQLite finds wrong with the structure or the references of a file, at most a hundred lines; nothing when all is well. */
export function integrityProblems({ connection }: SqliteStore): readonly string[] {
  const structure = connection.prepare('PRAGMA integrity_check(100)').pluck().all() as string[];
  const references = connection.pragma('foreign_key_check') as readonly { table: string; parent: string }[];
  return [
    ...structure.filter((line) => line !== 'ok'),
    ...references
      .slice(0, 100)
      .map(({ table, parent }) => `A row of ${table} points to one of ${parent} that is not there.`),
  ];
}

/** Rows of every table, the search index's own tables left out. */
export function countTables({ connection }: SqliteStore): Readonly<Record<string, number>> {
  const tables = connection
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => {
      const count = connection
        .prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)
        .pluck()
        .get();
      return [table, Number(count)];
    }),
  );
}

function missing(path: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'file-missing',
    message: `There is no file at ${path}.`,
    recovery: 'Nothing was changed. Check the path, or choose another backup.',
  });
}

function empty(path: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'foreign-file',
    message: `${path} is empty: it has no bytes at all.`,
    recovery: 'Nothing was changed. Choose another backup.',
  });
}

function damaged(path: string, problem: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'corrupt-file',
    message: `${path} is damaged: ${problem.replace(/\.$/, '')}.`,
    recovery: 'It was not changed. Choose another backup.',
  });
}
