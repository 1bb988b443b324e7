import { existsSync } from 'node:fs';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore } from '../store/store.ts';

/** What restoring a backup would take away from the present database, and give back to it. */
export interface Discards {
  /** Entries written since the backup: they would be gone. */
  readonly entriesAdded: number;
  /** Entries that were edited since: they would be as they were. */
  readonly entriesChanged: number;
  /** Entries that only the backup has: they would come back. */
  readonly entriesMissing: number;
  /** The first of those that would be gone or set back, latest change first. */
  readonly examples: readonly {
    readonly id: string;
    readonly title: string;
    readonly change: 'added' | 'changed';
    readonly updatedAt: string;
  }[];
}

const mostExamples = 20;

/** Compares a database with a backup of it. Null where the present database cannot be read: then there is nothing to lose that could be named. */
export async function compareWithBackup(databasePath: string, backupPath: string): Promise<Discards | null> {
  if (!existsSync(databasePath)) return null;
  let store;
  try {
    store = openSqlite(databasePath, { readOnly: true });
  } catch {
    return null;
  }
  try {
    const { connection } = store;
    connection.prepare('ATTACH ? AS backup').run(backupPath);
    const count = (sql: string): number => Number(connection.prepare(sql).pluck().get());
    const added =
      'FROM main.kb_entries AS now WHERE NOT EXISTS (SELECT 1 FROM backup.kb_entries AS old WHERE old.id = now.id)';
    const changed = `FROM main.kb_entries AS now JOIN backup.kb_entries AS old ON old.id = now.id
      WHERE old.revision <> now.revision OR old.updated_at <> now.updated_at`;
    const examples = connection
      .prepare(
        `SELECT now.id, now.title, 'added' AS change, now.updated_at AS updatedAt ${added}
         UNION ALL SELECT now.id, now.title, 'changed', now.updated_at ${changed}
         ORDER BY updatedAt DESC, id LIMIT ${mostExamples}`,
      )
      .all() as Discards['examples'];
    return {
      entriesAdded: count(`SELECT count(*) ${added}`),
      entriesChanged: count(`SELECT count(*) ${changed}`),
      entriesMissing: count(
        'SELECT count(*) FROM backup.kb_entries AS old WHERE NOT EXISTS (SELECT 1 FROM main.kb_entries AS now WHERE now.id = old.id)',
      ),
      examples,
    };
  } catch {
    return null;
  } finally {
    await closeStore(store);
  }
}
