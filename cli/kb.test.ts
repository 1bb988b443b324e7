import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { readStarterEntries } from '../core/entries/starter-entries.ts';
import { KnowledgeDB } from '../core/store/knowledge-db.ts';
import { latestVersion, migrations } from '../migrations/index.ts';
import { within } from './testing/rows.ts';
import { document, kb, kbScript, testFolder, type Run } from './testing/run-kb.ts';

const folder = testFolder();
const starter = join(folder, 'starter.db');

beforeAll(() => {
  document('init', '--starter', '--db', starter);
});

test('init makes a knowledge base and says what is in it', async () => {
  const db = join(folder, 'new.db');
  expect(document('init', '--db', db)).toEqual({ db, version: latestVersion, entries: 0 });
  expect(document('status', '--db', starter)).toMatchObject({ entries: (await readStarterEntries()).length });
});

test('init refuses an existing file and leaves it alone', () => {
  const path = join(folder, 'shopping.txt');
  writeFileSync(path, 'milk');
  const run = kb('init', '--db', path, '--json');
  expect(run.code).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { kind: 'file-exists' } });
  expect(run.stderr).toContain(path);
  expect(readFileSync(path, 'utf8')).toBe('milk');
});

test.each(['1', '001', '001-mvp1-base'])('init --to %s stops at that schema version', (version) => {
  const db = join(folder, `to-${version}.db`);
  expect(document('init', '--to', version, '--db', db)).toMatchObject({ version: '001-mvp1-base' });
});

test.each([
  ['2', '002-mvp2-pattern-detection'],
  ['3', '003-mvp3-code-analysis'],
])('init --starter --to %s loads the starter there', (number, version) => {
  const db = join(folder, `starter-${number}.db`);
  document('init', '--starter', '--to', number, '--db', db);
  expect(document('status', '--db', db)).toMatchObject({ version, entries: expect.any(Number) });
});

test('init makes no file where it is given a server', () => {
  const run = kb('init', '--db', 'postgres://localhost/x', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { kind: 'invalid-request' } });
});

test('init --to a version that there is none of makes no file', () => {
  const db = join(folder, 'no-such-version.db');
  expect(kb('init', '--to', '77', '--db', db)).toMatchObject({ code: 1 });
  expect(existsSync(db)).toBe(false);
});

test("without --db it is the app's own knowledge base", () => {
  expect(document('init').db).toBe(join(folder, 'home', 'knowledge.db'));
  expect(document('status').db).toBe(join(folder, 'home', 'knowledge.db'));
});

test('global options stand before the command or after it', () => {
  const before = kb('--json', '--db', starter, '--quiet', '--profile', 'production', 'search', '0C7');
  const after = kb('search', '0C7', '--json', '--db', starter, '--quiet', '--profile', 'production');
  const results = ({ stdout }: Run): unknown => (JSON.parse(stdout) as { results: unknown }).results;
  expect(results(before)).toEqual(results(after));
});

test('status has every key of the contract', () => {
  const status = document('status', '--db', starter);
  expect(status).toMatchObject({
    db: starter,
    engine: 'sqlite',
    version: latestVersion,
    latest: latestVersion,
    pending: [],
    applied: migrations.map(({ version, name }) => ({
      version,
      name,
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      appliedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      durationMs: expect.any(Number),
    })),
    entries: expect.any(Number),
    sizeBytes: expect.any(Number),
  });
});

test('any command says what an interrupted restore left, beside its own answer', () => {
  const db = join(folder, 'interrupted.db');
  document('init', '--db', db);
  writeFileSync(`${db}.restoring`, 'cut off in the mid');
  const run = kb('search', 'x', '--json', '--db', db);
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/^A restore was interrupted before it changed anything/);
  expect(JSON.parse(run.stdout)).toMatchObject({ total: 0 });
  expect(kb('search', 'x', '--db', db).stderr).toBe('');
});

test('an entry is written, read, changed, archived, restored and remembered', () => {
  const db = join(folder, 'entries.db');
  document('init', '--db', db);
  const fields = [
    '--title',
    'Pump fails',
    '--problem',
    '-it- hums',
    '--solution',
    'Kick it',
    '--tag',
    'Pump',
    '--tag',
    'b',
  ];
  const { id } = document(
    'entry',
    'add',
    '--db',
    db,
    ...fields,
    '--severity',
    'critical',
    '--category',
    'Plant',
  );
  const wanted = { id, title: 'Pump fails', problem: '-it- hums', severity: 'critical', tags: ['Pump', 'b'] };
  expect(document('entry', 'get', String(id), '--db', db)).toMatchObject({
    ...wanted,
    archived: false,
    metadata: {},
  });
  expect(document('entry', 'update', String(id), '--title', 'Pump hums', '--db', db)).toMatchObject({
    title: 'Pump hums',
  });
  const metadata = document('entry', 'update', String(id), '--metadata', '{"ticket":"INC1"}', '--db', db)[
    'metadata'
  ];
  expect(metadata).toEqual({ ticket: 'INC1' });
  expect(document('entry', 'archive', String(id), '--db', db)).toMatchObject({ archived: true });
  expect(document('search', 'pump', '--db', db)).toMatchObject({ total: 0 });
  expect(document('search', 'pump', '--include-archived', '--db', db)).toMatchObject({ total: 1 });
  expect(document('entry', 'restore', String(id), '--db', db)).toMatchObject({ archived: false });
  const { revisions } = document('entry', 'history', String(id), '--db', db) as {
    revisions: { title: string }[];
  };
  expect(revisions.map(({ title }) => title)).toEqual(['Pump hums', 'Pump hums', 'Pump hums', 'Pump fails']);
  expect(document('stats', '--db', db)).toMatchObject({
    totalEntries: 1,
    archivedEntries: 0,
    diskUsage: expect.any(Number),
  });
});

describe('search', () => {
  test('has every key of the contract', () => {
    const page = document('search', 'VSAM status 35', '--limit', '2', '--db', starter);
    expect(page).toMatchObject({ query: 'VSAM status 35', totalIsExact: true, didYouMean: null });
    expect(page['tookMs']).toEqual(expect.any(Number));
    const [first] = page['results'] as Record<string, unknown>[];
    expect(first).toMatchObject({
      id: 'starter-vsam-status-35',
      title: expect.stringContaining('status 35'),
      category: 'VSAM',
      severity: 'high',
      tags: expect.arrayContaining(['vsam']),
      score: expect.any(Number),
      snippet: expect.any(String),
      matched: expect.arrayContaining([expect.stringMatching(/^title: /)]),
    });
  });

  test('pages, filters and words without quotes', () => {
    const ids = (...args: string[]): string[] =>
      (document('search', ...args, '--db', starter)['results'] as { id: string }[]).map(({ id }) => id);
    expect(ids('vsam', '--limit', '5', '--offset', '2')).toEqual(ids('vsam', '--limit', '7').slice(2));
    expect(ids('sqlcode', '-805')[0]).toBe('starter-db2-sqlcode-805');
    expect(ids('-805')[0]).toBe('starter-db2-sqlcode-805');
    expect(ids('status', '--category', 'ims', '--severity', 'high').length).toBeGreaterThan(0);
    expect(ids('open', '--tag', 'vsam', '--tag', 'file-status').length).toBeGreaterThan(0);
    expect(ids('zzzzqqq')).toEqual([]);
  });
});

test('health finds what is wrong, and makes a damaged search index anew', async () => {
  const db = join(folder, 'index.db');
  copyFileSync(starter, db);
  await within(db, ({ connection }) =>
    connection.exec("INSERT INTO kb_search (kb_search) VALUES ('delete-all')"),
  );
  const run = kb('health', '--db', db, '--json');
  expect(run.code).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({ overall: false, issues: [expect.any(String)] });
  const entries = document('status', '--db', db)['entries'];
  expect(document('health', '--rebuild-index', '--db', db)).toMatchObject({
    overall: true,
    issues: [],
    indexed: entries,
  });
  expect(document('search', '0C7', '--db', db)['total']).toBe(
    document('search', '0C7', '--db', starter)['total'],
  );
});

describe('bad usage exits with 2 and prints the usage', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['serch']],
    ['no query', ['search']],
    ['an unknown option', ['search', 'x', '--limt', '3']],
    ['a limit that is no number', ['search', 'x', '--limit', 'many']],
    ['a severity that there is none of', ['search', 'x', '--severity', 'urgent']],
    ['an entry without a title', ['entry', 'add', '--problem', 'p', '--solution', 's']],
    ['metadata that is no object', ['entry', 'update', 'KB-0001', '--metadata', '[1]']],
    ['a profile that there is none of', ['status', '--profile', 'party']],
    ['entry without a command', ['entry']],
  ])('%s', (_name, args) => {
    const run = kb(...args);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('Usage: kb');
  });
});

describe('a failure exits with 1 and one sentence that names what is at fault', () => {
  test.each([
    [
      'a file that is not there',
      ['status', '--db', '/nowhere/at/all.db'],
      'file-missing',
      '/nowhere/at/all.db',
    ],
    ['an entry that is not there', ['entry', 'get', 'KB-99999'], 'not-found', 'KB-99999'],
    [
      'an empty title',
      ['entry', 'add', '--title', ' ', '--problem', 'p', '--solution', 's'],
      'invalid-entry',
      'title',
    ],
  ])('%s', (_name, args, kind, named) => {
    const run = kb('--json', ...(args.includes('--db') ? [] : ['--db', starter]), ...args);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(named);
    expect(JSON.parse(run.stdout)).toMatchObject({
      error: { kind, message: expect.any(String), recovery: expect.any(String) },
    });
  });
});

test(
  'killed at any instant of loading the starter, it leaves all of it or nothing',
  { timeout: 60_000 },
  async () => {
    const all = (await readStarterEntries()).length;
    for (let delay = 60; delay <= 400; delay += 34) {
      const path = join(folder, `killed-${delay}.db`);
      const child = spawn(process.execPath, [kbScript, 'init', '--starter', '--db', path], {
        stdio: 'ignore',
      });
      await setTimeout(delay);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      if (!existsSync(path)) continue;
      const db = await KnowledgeDB.open(path);
      const { entries, version } = await db.status();
      expect([0, all]).toContain(entries);
      expect(version).toBe(latestVersion);
      expect((await db.search('S0C7')).length > 0).toBe(entries === all);
      await db.close();
    }
  },
);
