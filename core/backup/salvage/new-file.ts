import { migrations } from '../../../migrations/index.ts';
import { KnowledgeError } from '../../failure.ts';
import { openSqlite } from '../../store/open-sqlite.ts';
import type { SqliteStore } from '../../store/store.ts';
import { MigrationManager } from '../../upgrade/migration-manager.ts';

/** A new knowledge base that rows are being written into: nothing checks their references, and no trigger notices them. */
export interface NewFile {
  readonly store: SqliteStore;
  /** Brings the triggers back. */
  readonly restoreTriggers: () => void;
}

/** Makes an empty knowledge base at a released schema version. */
export async function makeNewFile(path: string, version: string): Promise<NewFile> {
  const store = openSqlite(path, { create: true });
  const { connection } = store;
  for (const { error } of await new MigrationManager(store, migrations).migrateTo(version, {
    actor: 'salvage',
  }))
    if (error !== null) throw new KnowledgeError(error);
  // It is thrown away unless it is finished, so nothing needs to be safe before.
  connection.pragma('journal_mode = MEMORY');
  connection.pragma('synchronous = OFF');
  connection.pragma('foreign_keys = OFF');
  const triggers = connection
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid`)
    .all() as readonly { readonly name: string; readonly sql: string }[];
  for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`);
  return {
    store,
    restoreTriggers: () => {
      for (const { sql } of triggers) connection.exec(sql);
    },
  };
}
