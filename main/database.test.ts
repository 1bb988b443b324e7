import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startKnowledgeClient } from '../core/store/knowledge-client.ts';
import { Database } from './database.ts';

const workerUrl = new URL('../core/store/knowledge-worker.ts', import.meta.url);

let folder: string;
let path: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abendbook-database-'));
  path = join(folder, 'knowledge.db');
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

function openDatabase(): Database {
  return new Database(path, (readOnly) => startKnowledgeClient({ path, workerUrl, readOnly }));
}

test('what is asked before the database is open waits for it', async () => {
  database = openDatabase();
  const id = await database.use((knowledge) =>
    knowledge.addEntry({ title: 'S0C7 in PAYR0100', problem: 'Bad data.', solution: 'Initialise it.' }),
  );
  expect(await database.use((knowledge) => knowledge.getEntry(id))).toMatchObject({
    title: 'S0C7 in PAYR0100',
  });
  expect(await database.status()).toMatchObject({ db: path, entries: 1 });
});

test('a file that is no database is named, and opening is tried again once it is out of the way', async () => {
  await writeFile(
    path,
    'This is a letter to my aunt, and it is long enough to be read as a header.'.repeat(20),
  );
  database = openDatabase();
  await expect(database.status()).rejects.toMatchObject({
    failure: { message: expect.stringContaining(path) },
  });
  await expect(database.use((knowledge) => knowledge.getStats())).rejects.toThrow(path);

  await rm(path);
  expect(await database.status()).toMatchObject({ entries: 0 });
  expect(await database.use((knowledge) => knowledge.recentlyChanged(5))).toEqual([]);
});

test('a database that is closed answers nothing any more, and closing it twice is one closing', async () => {
  database = openDatabase();
  await database.status();
  await Promise.all([database.close(), database.close()]);
  await expect(database.use((knowledge) => knowledge.status())).rejects.toMatchObject({
    failure: { kind: 'cancelled' },
  });
});

test('opened for reading only, it is read and searched, and refuses to be changed until it is opened for writing again', async () => {
  database = openDatabase();
  const entry = { title: 'S0C7 in PAYR0100', problem: 'Bad data.', solution: 'Initialise it.' };
  await database.change((knowledge) => knowledge.addEntry(entry));
  expect(await database.reopen(true)).toMatchObject({ readOnly: true, entries: 1 });
  expect(await database.use((knowledge) => knowledge.search('S0C7'))).toHaveLength(1);
  await expect(database.change((knowledge) => knowledge.addEntry(entry))).rejects.toMatchObject({
    failure: { kind: 'read-only-file' },
  });
  expect(await database.status()).toMatchObject({ readOnly: true });

  expect(await database.reopen(false)).toMatchObject({ readOnly: false });
  await database.change((knowledge) => knowledge.addEntry(entry));
  expect(await database.status()).toMatchObject({ readOnly: false, entries: 2 });
});

test('where it cannot be opened another way, it stays open as it is', async () => {
  database = openDatabase();
  await database.status();
  await database.close();
  await writeFile(path, 'Nothing that could be opened.'.repeat(100));
  database = openDatabase();
  await expect(database.status()).rejects.toThrow(path);
  await expect(database.reopen(true)).rejects.toThrow(path);
  await rm(path);
  expect(await database.status()).toMatchObject({ entries: 0, readOnly: false });
  await expect(database.reopen(true)).resolves.toMatchObject({ readOnly: true });
});
