import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { latestVersion } from '../../migrations/index.ts';
import { startKnowledgeClient, type KnowledgeClient } from './knowledge-client.ts';
import { KnowledgeDB } from './knowledge-db.ts';
import { rejection } from './testing/rejection.ts';
import { sampleEntry } from './testing/sample-entry.ts';

const workerUrl = new URL('./knowledge-worker.ts', import.meta.url);
let folder = '';
let path = '';
let client: KnowledgeClient;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  path = join(folder, 'knowledge.db');
});
afterEach(async () => {
  await client.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what is written in one thread is found by the other at once', async () => {
  client = startKnowledgeClient({ path, workerUrl });
  expect(await client.opened).toMatchObject({ ok: true, value: { entries: 0, version: latestVersion } });
  const id = await client.addEntry(sampleEntry(), 'ann');
  expect((await client.search('S0C7')).map(({ entry }) => entry.id)).toEqual([id]);
  await client.updateEntry(id, { title: 'Now about wombats' }, { actor: 'bob', expectedRevision: 1 });
  expect(await client.search('wombats')).toHaveLength(1);
  expect(await client.listRevisions(id)).toHaveLength(1);
});

test('failures cross as what they are', async () => {
  client = startKnowledgeClient({ path, workerUrl });
  expect(await rejection(client.addEntry(sampleEntry({ title: '' })))).toMatchObject({
    kind: 'invalid-entry',
    field: 'title',
  });
  expect((await rejection(client.getEntry('nope'))).kind).toBe('not-found');
});

test('a file that cannot be opened is said by `opened` and by every call', async () => {
  writeFileSync(path, 'not a database at all, but long enough to be looked at as one'.repeat(20));
  client = startKnowledgeClient({ path, workerUrl });
  expect(await client.opened).toMatchObject({ ok: false, failure: { kind: 'foreign-file' } });
  expect((await rejection(client.status())).kind).toBe('foreign-file');
  expect((await rejection(client.addEntry(sampleEntry()))).kind).toBe('foreign-file');
});

test('searching goes on while the starter knowledge base is being loaded, and a load can be cancelled', async () => {
  client = startKnowledgeClient({ path, workerUrl });
  await client.addEntry(sampleEntry({ title: 'Already here' }));
  const cancel = new AbortController();
  let answered = 0;
  let searching: Promise<void> = Promise.resolve();
  const loading = rejection(
    client.loadStarter(({ done }) => {
      if (done > 60) cancel.abort();
      searching = searching.then(async () => {
        answered += (await client.search('already here')).length;
      });
    }, cancel.signal),
  );
  expect((await loading).kind).toBe('cancelled');
  await searching;
  expect(answered).toBeGreaterThan(0);
  expect(await client.getStats()).toMatchObject({ totalEntries: 1 });
});

test('an upgrade runs while the other thread searches, tells how far it is, and is cancelled across threads', async () => {
  await (await KnowledgeDB.open(path, { to: '001-mvp1-base' })).close();
  client = startKnowledgeClient({ path, workerUrl });
  await client.addEntry(sampleEntry());
  const cancelled = await client.upgrade({}, undefined, AbortSignal.abort());
  expect(cancelled).toMatchObject({ failure: { kind: 'cancelled' }, to: '001-mvp1-base' });

  const phases = new Set<string>();
  let searching: Promise<void> = Promise.resolve();
  let answered = 0;
  const report = await client.upgrade({}, ({ phase }) => {
    phases.add(phase);
    searching = searching.then(async () => {
      answered += (await client.search('S0C7')).length;
    });
  });
  await searching;
  expect(report).toMatchObject({ failure: null, to: latestVersion });
  expect([...phases]).toEqual(['checking', 'backing-up', 'rehearsing', 'upgrading', 'validating']);
  expect(answered).toBeGreaterThan(phases.size);
  expect((await client.status()).version).toBe(latestVersion);
});

test('a search that is aborted does not answer, and the next one does', async () => {
  client = startKnowledgeClient({ path, workerUrl });
  await client.addEntry(sampleEntry());
  const stale = new AbortController();
  const first = rejection(client.searchPage('S0C7', { signal: stale.signal }));
  stale.abort();
  expect((await first).kind).toBe('cancelled');
  expect((await client.searchPage('S0C7', { signal: new AbortController().signal })).total).toBe(1);
});

test('what an interrupted restore left, and what was done about it, is said by the status', async () => {
  writeFileSync(`${path}.restoring`, 'cut off in the mid');
  client = startKnowledgeClient({ path, workerUrl });
  expect((await client.status()).notice).toMatch(/^A restore was interrupted before it changed anything/);
});

test('after closing there is one file, and calls are answered with a failure', async () => {
  client = startKnowledgeClient({ path, workerUrl });
  await client.addEntry(sampleEntry());
  await client.close();
  expect((await rejection(client.search('x'))).kind).toBe('unexpected');
  const db = await KnowledgeDB.open(path, { create: false });
  expect(await db.search('S0C7')).toHaveLength(1);
  await db.close();
});
