import { open } from 'node:fs/promises';
import Database from 'better-sqlite3';

/** Overwrites a page near the beginning of a file, as a failing disk does. */
export async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(4_096, 0xa5), 0, 4_096, 4_096);
  await handle.close();
}

/** Makes a knowledge base look as if a later version of the program had upgraded it. */
export function makeNewer(file: string): void {
  const database = new Database(file);
  database
    .prepare(
      `INSERT INTO schema_version (version, name, checksum, applied_at, duration_ms, app_version, actor, minimum_reader)
        VALUES ('006-later', 'A later step', 'c', '2027-01-01T00:00:00.000Z', 5, '9.0.0', 'later', '006-later')`,
    )
    .run();
  database.close();
}

/** Takes an entry out of the search index, and leaves the entry itself. */
export function loseFromIndex(file: string): void {
  const database = new Database(file);
  database.exec('DELETE FROM kb_search WHERE rowid = (SELECT min(number) FROM kb_entries)');
  database.close();
}

/** Holds a file as a program does that knows no write-ahead log: it can be read, but nobody else can open it for writing. Returns what lets go of it. */
export function holdAlone(file: string): () => void {
  const database = new Database(file);
  database.pragma('journal_mode = DELETE');
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}

/** Puts a table of the user's own where a step of the schema is to make one, so that the step fails. */
export function standInTheWay(file: string): void {
  const database = new Database(file);
  database.exec('CREATE TABLE incidents (mine TEXT)');
  database.close();
}

/** Makes every entry take its time to be changed: the third step of the schema marks each of them. */
export function slowDown(file: string): void {
  const database = new Database(file);
  database.exec(`
    CREATE TRIGGER slow_entries AFTER UPDATE ON kb_entries BEGIN
      SELECT max(n) FROM (
        WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 60000)
          SELECT n FROM counted
      );
    END`);
  database.close();
}
