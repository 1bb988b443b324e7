import { execFile } from 'node:child_process';
import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { project } from '../launch/project.ts';
import { nodeBinary } from '../../scripts/install.mjs';

const run = promisify(execFile);

/** Where the program keeps its knowledge base in a data folder. */
export function knowledgeFile(home: string): string {
  return join(home, 'knowledge.db');
}

/** Runs the command line on a knowledge base, as a second program beside the window, and returns what it answers. */
export async function kb<Answer = unknown>(file: string, ...words: readonly string[]): Promise<Answer> {
  const { stdout } = await run(
    nodeBinary(project),
    [join(project, 'cli', 'kb.mjs'), ...words, '--db', file, '--json'],
    { maxBuffer: 64_000_000 },
  );
  return JSON.parse(stdout) as Answer;
}

/** A new data folder, with a copy of a knowledge base in it where one is given. */
export async function newHome(file?: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'abendbook-home-'));
  if (file !== undefined) await copyFile(file, knowledgeFile(home));
  return home;
}

/** Keeps the knowledge base from being written by anything else, until the function returned is called. */
export function holdForWriting(home: string): () => void {
  const database = new Database(knowledgeFile(home));
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}

/** Gives a knowledge base at the newest schema what no older one can hold: incidents, projects and templates. */
export function fillLaterTables(file: string): void {
  const database = new Database(file);
  database.exec(`
    BEGIN;
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 2341)
      INSERT INTO incidents (id, title) SELECT 'INC' || n, 'Incident ' || n FROM counted;
    INSERT INTO projects (id, name) VALUES ('payroll', 'Payroll'), ('billing', 'Billing');
    INSERT INTO templates (id, name) VALUES ('job', 'A job');
    COMMIT;
  `);
  database.close();
}

/** Changes something of an entry that the schema has a say in, as a program that knows only the first schema may. */
export function changeMetadata(file: string, id: string, metadata: object): void {
  const database = new Database(file);
  database.prepare('UPDATE kb_entries SET metadata = ? WHERE id = ?').run(JSON.stringify(metadata), id);
  database.close();
}
