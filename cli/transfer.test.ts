import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeExport } from '../bench/transfer-entries.ts';
import { hashOf, rowsOf } from './testing/rows.ts';
import { document, failed, kb, kbScript, testFolder, type Document } from './testing/run-kb.ts';

const folder = testFolder();
const starter = join(folder, 'starter.db');
let made = 0;

beforeAll(() => {
  document('init', '--starter', '--db', starter);
});

function emptyKnowledge(): string {
  made += 1;
  const db = join(folder, `empty-${made}.db`);
  document('init', '--db', db);
  return db;
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const people = [
  'Ticket;Summary;Description;Resolution;Priority',
  'INC1;Printer on fire;It burns.;Put it out.;1',
  'INC2;;No title.;None.;2',
  'INC3;Paper jam;It is stuck.;Pull.;3',
].join('\n');

describe('export', () => {
  test('says how many records, bytes and which hash the file has', () => {
    const path = join(folder, 'all.json');
    const report = document('export', path, '--db', starter);
    const { entries } = document('status', '--db', starter);
    expect(report).toMatchObject({
      path,
      format: 'json',
      records: entries,
      sizeBytes: statSync(path).size,
      sha256: hashOf(path),
    });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ format: 'abendbook-export' });
  });

  test('takes the place of an earlier export, of no other file without --force, and never of a database', () => {
    const path = join(folder, 'again.json');
    const first = document('export', path, '--db', starter);
    const selected = document('export', path, '--category', 'VSAM', '--db', starter);
    expect(Number(selected['records'])).toBeLessThan(Number(first['records']));
    const letter = file('letter.json', '{"dear":"diary"}');
    const { error, said } = failed('export', letter, '--db', starter);
    expect(error).toMatchObject({ kind: 'file-exists' });
    expect(said).toContain(letter);
    expect(readFileSync(letter, 'utf8')).toBe('{"dear":"diary"}');
    expect(document('export', letter, '--force', '--db', starter)).toMatchObject({
      path: letter,
      sha256: hashOf(letter),
    });
    const database = emptyKnowledge();
    const hash = hashOf(database);
    expect(failed('export', database, '--force', '--db', starter)['error']).toMatchObject({
      kind: 'file-exists',
    });
    expect(hashOf(database)).toBe(hash);
  });

  test('into a folder that is not there makes nothing', () => {
    const path = join(folder, 'no', 'such', 'folder', 'x.json');
    expect(failed('export', path, '--db', starter).said).toContain(join(folder, 'no', 'such', 'folder'));
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });

  test('--excel puts a byte order mark before CSV', () => {
    const path = join(folder, 'excel.csv');
    document('export', path, '--excel', '--tag', 'vsam', '--db', starter);
    expect([...readFileSync(path).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('import', () => {
  test('brings an export in, and a second time changes nothing', () => {
    const path = join(folder, 'everything.ndjson');
    const { records } = document('export', path, '--db', starter);
    const db = emptyKnowledge();
    expect(document('import', path, '--db', db)).toMatchObject({
      added: records,
      updated: 0,
      unchanged: 0,
      rejected: [],
    });
    expect(document('import', path, '--db', db)).toMatchObject({ added: 0, unchanged: records });
    const again = join(folder, 'everything-again.ndjson');
    document('export', again, '--db', db);
    expect(hashOf(again)).toBe(hashOf(path));
  });

  test('a bad record is rejected with its number and reason, and the rest goes in', () => {
    const db = emptyKnowledge();
    const path = file(
      'mixed.json',
      JSON.stringify({
        entries: [
          { title: 'Good', problem: 'p', solution: 's' },
          { title: 'Bad', problem: 'p' },
        ],
      }),
    );
    const before = document('import', path, '--dry-run', '--db', db);
    expect(document('status', '--db', db)).toMatchObject({ entries: 0 });
    const report = document('import', path, '--db', db);
    expect(report).toMatchObject({ added: 1, updated: 0, unchanged: 0 });
    expect(report['rejected']).toEqual([
      expect.objectContaining({ record: 2, reason: expect.stringMatching(/solution/) }),
    ]);
    const comparable = ({ durationMs: _ms, dryRun: _dry, sample: _ids, ...rest }: Document): Document => rest;
    expect(comparable(before)).toEqual(comparable(report));
    const strict = failed('import', path, '--strict', '--db', db);
    expect(strict['error']).toMatchObject({ kind: 'invalid-file' });
    expect(strict.said).toMatch(/\b2\b.*solution/);
  });

  test('a file of another program goes through a mapping, guessed or given', () => {
    const path = file('people.csv', people);
    const map = join(folder, 'people.mapping.json');
    const { mapping } = document('mapping', 'guess', path, '--out', map);
    expect(mapping).toMatchObject({ fields: { title: { from: ['Summary'] } } });
    expect(failed('mapping', 'guess', path, '--out', map)['error']).toMatchObject({ kind: 'file-exists' });
    expect(document('mapping', 'check', map)).toMatchObject({ mapping });
    const [guessed, given] = [emptyKnowledge(), emptyKnowledge()];
    const words = kb('import', path, '--db', guessed);
    expect(words).toMatchObject({ code: 0, stderr: '' });
    expect(words.stdout).toContain('2 added');
    expect(words.stdout).toMatch(/title ← Summary/);
    expect(words.stdout).toMatch(/record 2.*: .*title/);
    expect(document('import', path, '--map', map, '--db', given)).toMatchObject({ added: 2 });
  });

  test('--preview looks at a file and needs no knowledge base', () => {
    const path = file('preview.csv', people);
    expect(document('import', path, '--preview', '--db', '/nowhere/at/all.db')).toMatchObject({
      format: 'csv',
      delimiter: ';',
      looked: 3,
    });
    expect(kb('import', path, '--preview').stdout).toContain('Printer on fire');
  });

  test('replace wants a yes in production, backs up first, and a restore undoes it', async () => {
    const db = emptyKnowledge();
    const entry = ['--title', 'Aardvark', '--problem', 'p', '--solution', 's'];
    document('entry', 'add', ...entry, '--db', db);
    const before = await rowsOf(db);
    const path = join(folder, 'replacing.json');
    document('export', path, '--db', starter);
    const replace = ['import', path, '--mode', 'replace', '--db', db];
    expect(failed(...replace, '--profile', 'production')['error']).toMatchObject({ kind: 'not-confirmed' });
    expect(await rowsOf(db)).toEqual(before);
    const report = document(...replace, '--profile', 'production', '--yes');
    const { path: backup } = report['backup'] as { path: string };
    expect(report).toMatchObject({ mode: 'replace', removed: 1 });
    expect(document('search', 'aardvark', '--db', db)).toMatchObject({ total: 0 });
    expect(document('backup', 'verify', backup)).toMatchObject({ ok: true });
    document('restore', backup, '--db', db);
    expect(await rowsOf(db)).toEqual(before);
  });

  test('takes a selection of another knowledge base', () => {
    const db = emptyKnowledge();
    const { added } = document('import', starter, '--category', 'VSAM', '--db', db);
    expect(document('search', 'category:VSAM', '--include-archived', '--db', db)).toMatchObject({
      total: added,
    });
    expect(document('status', '--db', db)).toMatchObject({ entries: added });
  });

  test.each([
    ['a file that is not there', ['/nowhere/at/all.json'], 'file-missing', '/nowhere/at/all.json'],
    ['what cannot be read', ['BROKEN'], 'invalid-file', 'broken.json'],
    ['a mapping that is none', ['GOOD', '--map', 'BROKEN'], 'invalid-mapping', 'broken.json'],
  ])('%s ends with 1, and nothing is changed', (_name, given, kind, named) => {
    const places: Readonly<Record<string, string>> = {
      BROKEN: file('broken.json', '{"entries": [{"title": "a", '),
      GOOD: file('good.csv', people),
    };
    const db = emptyKnowledge();
    const { error, said } = failed('import', ...given.map((word) => places[word] ?? word), '--db', db);
    expect(error).toMatchObject({ kind });
    expect(said).toContain(named);
    expect(document('status', '--db', db)).toMatchObject({ entries: 0 });
  });
});

test.each([
  ['a format that there is none of', ['export', 'x', '--format', 'xml']],
  ['--excel for JSON', ['export', 'x', '--format', 'json', '--excel']],
  ['an encoding that nobody knows', ['import', 'x', '--encoding', 'klingon']],
  ['a delimiter of two characters', ['import', 'x', '--delimiter', ';;']],
  ['a preview that replaces', ['import', 'x', '--preview', '--mode', 'replace']],
  ['mapping without a command', ['mapping']],
])('wrong usage: %s', (_name, args) => {
  expect(kb(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Usage: kb') });
});

// Windows knows no signals between processes.
describe.skipIf(process.platform === 'win32')('Ctrl+C', () => {
  const large = join(folder, 'large.json');
  beforeAll(() => writeExport(large, 20_000));

  async function interrupted(args: readonly string[], begun: () => boolean): Promise<void> {
    const child = spawn(process.execPath, [kbScript, ...args, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, exited] = [text(child.stdout), text(child.stderr), once(child, 'exit')];
    while (!begun() && child.exitCode === null) await setTimeout(1);
    child.kill('SIGINT');
    expect(await exited).toEqual([1, null]);
    expect(JSON.parse(await stdout)).toMatchObject({ error: { kind: 'cancelled' } });
    expect(await stderr).toMatch(/^Stopping\./);
  }

  test('in an import leaves the knowledge base as it was, and in an export no file', async () => {
    const db = emptyKnowledge();
    const before = await rowsOf(db);
    const grown = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 100_000;
    await interrupted(['import', large, '--db', db], () => grown(`${db}-wal`));
    expect(await rowsOf(db)).toEqual(before);

    document('import', large, '--db', db);
    const path = join(folder, 'cancelled.json');
    const names = new Set(readdirSync(folder));
    const fresh = (): readonly string[] => readdirSync(folder).filter((name) => !names.has(name));
    await interrupted(['export', path, '--db', db], () => fresh().some((name) => grown(join(folder, name))));
    expect(fresh()).toEqual([]);
  });
});
