import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { KnowledgeDB } from '../core/store/knowledge-db.ts';
import { sampleEntry } from '../core/store/testing/sample-entry.ts';
import { latestVersion } from '../migrations/index.ts';
import { document, failed, testFolder } from './testing/run-kb.ts';

testFolder();
const name = `test_${randomUUID().replaceAll('-', '')}`;
let url = '';

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  await administer(`CREATE DATABASE ${name}`);
  const server = new URL(inject('postgresUrl'));
  server.pathname = `/${name}`;
  url = server.href;
  const db = await KnowledgeDB.open(url, { to: '001-mvp1-base' });
  await db.addEntry(sampleEntry({ title: 'On a server' }), 'tester');
  await db.close();
});
afterAll(() => administer(`DROP DATABASE ${name}`));

test('a knowledge base on a server is upgraded and rolled back by the same commands', () => {
  const entry = document('search', 'server', '--db', url)['results'];
  expect(document('status', '--db', url)).toMatchObject({ engine: 'postgresql', version: '001-mvp1-base' });
  expect(document('checklist', '--db', url)['checks']).toContainEqual(
    expect.objectContaining({ name: 'health', ok: true }),
  );
  expect(document('migrate', '--dry-run', '--db', url)).toMatchObject({ to: latestVersion, results: [] });
  expect(document('migrate', '--db', url)).toMatchObject({
    to: latestVersion,
    validated: true,
    backup: null,
  });
  expect(document('rollback', '--to', '1', '--db', url)).toMatchObject({
    to: '001-mvp1-base',
    validated: true,
  });
  expect(document('migrate', '--db', url)).toMatchObject({ to: latestVersion, conflicts: 0 });
  expect((document('history', '--db', url)['events'] as unknown[]).length).toBeGreaterThan(12);
  expect(document('search', 'server', '--db', url)['results']).toMatchObject(entry as object);
  const { error, said } = failed('backup', 'create', '--db', url);
  expect(error).toMatchObject({ kind: 'invalid-request' });
  // Its password is nobody's business.
  expect(said).not.toContain(new URL(url).password);
});
