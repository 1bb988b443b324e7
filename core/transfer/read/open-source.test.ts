import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { rejection } from '../../store/testing/rejection.ts';
import { encodeText } from '../testing/encode.ts';
import { readBytes, readPath } from './testing/read-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'abendbook-open-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = '{"title":"a","problem":"b","solution":"c"}';

describe('what a file is shows in its content first', () => {
  test.each([
    ['json', '.txt', `[${entry}]`],
    ['ndjson', '.txt', `${entry}\n${entry}\n`],
    ['ndjson', '.jsonl', entry],
    ['json', '.csv.txt', `{"entries":[${entry}]}`],
    ['csv', '.txt', 'a;b\n1;2\n3;4\n'],
    ['csv', '.csv', 'only\nvalues\n'],
    ['csv', '.csv', '{title},b\n1,2\n'],
    ['markdown', '.txt', '---\ntitle: a\n---\nb\n## Solution\nc\n'],
    ['json', '.csv', `[${entry}]`],
    ['json', '.json', Buffer.from(`[${'{"a":"für schöne Gäste"},'.repeat(4)}{}]`, 'latin1')],
    ['markdown', '.md', '[a](b)\n\n# Fix\n\nc'],
    ['markdown', '.md', 'a, b\n\n# Fix\n\nc, d'],
  ])('%s in a file named %s', async (format, ending, text) => {
    const { source, items } = await readBytes(text, ending);
    expect(source.format).toBe(format);
    expect(items.length).toBeGreaterThan(0);
  });

  test('unless it is said', async () => {
    expect(
      (await readBytes('a|b,c\n1|2,3\n', '.txt', { format: 'csv', delimiter: '|' })).source.columns,
    ).toEqual(['a', 'b,c']);
    expect((await readBytes(entry, '.txt', { format: 'ndjson' })).source.format).toBe('ndjson');
    const forced = await readBytes(Buffer.from('a,b\n\x80,x\n', 'latin1'), '.csv', {
      encoding: 'windows-1252',
    });
    expect(forced.raws).toEqual([{ a: '€', b: 'x' }]);
  });

  test('and lines of 80 bytes without ends are lines also where the code page is said', async () => {
    const cards = ['a;b;c', '1;[2];3'].map((line) => line.padEnd(80)).join('');
    const { raws } = await readBytes(encodeText(cards, 'ibm1047'), '.csv', { encoding: 'ibm1047' });
    expect(raws).toEqual([{ a: '1', b: '[2]', c: '3' }]);
  });
});

describe('what cannot be read is refused with a way out', () => {
  test.each<[string, string | Buffer, string, string, RegExp]>([
    ['a PDF', '%PDF-1.7\n…', '.pdf', 'foreign-file', /PDF/u],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), '.csv', 'foreign-file', /picture/u],
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      '.xls',
      'foreign-file',
      /save the sheet as CSV/u,
    ],
    ['a compressed file', Buffer.from('1f8b0800', 'hex'), '.json.gz', 'foreign-file', /Unpack/u],
    ['a web page', '<!DOCTYPE html><p>x', '.html', 'foreign-file', /web page/u],
    ['an empty file', '', '.json', 'invalid-file', /empty/u],
    ['a file of blanks', ' \n\n', '.json', 'invalid-file', /blanks/u],
    ['prose', 'Dear all,\nthis is a letter.\nYours', '.txt', 'invalid-file', /neither JSON/u],
    [
      'noise',
      Buffer.from(Array.from({ length: 5_000 }, (_, place) => (place * 7_919) % 256)),
      '',
      'foreign-file',
      /not text/u,
    ],
    ['a file that only begins like a database', 'SQLite format 3\0garbage', '.db', 'foreign-file', /sample/u],
  ])('%s', async (_name, content, ending, kind, told) => {
    const failure = await rejection(readBytes(content, ending));
    expect(failure.kind).toBe(kind);
    expect(`${failure.message} ${failure.recovery}`).toMatch(told);
    expect(failure.message).toContain('sample');
  });

  test("another program's database, a folder without notes, a device, a pipe, nothing", async () => {
    const foreign = join(folder, 'foreign.db');
    const database = new Sqlite(foreign);
    database.exec('CREATE TABLE t (a)');
    database.close();
    expect(await rejection(readPath(foreign))).toMatchObject({ kind: 'foreign-file' });
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(await rejection(readPath(empty))).toMatchObject({
      kind: 'invalid-file',
      message: expect.stringContaining('*.md'),
    });
    expect(await rejection(readPath(join(folder, 'nothing')))).toMatchObject({ kind: 'file-missing' });
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero'])
      expect(await rejection(readPath(path))).toMatchObject({ kind: 'invalid-file' });
  });

  test('a selection of what is no knowledge base', async () => {
    const failure = await rejection(readBytes(`[${entry}]`, '.json', { selection: { category: 'JCL' } }));
    expect(failure).toMatchObject({ kind: 'invalid-request' });
    expect((await readBytes(`[${entry}]`, '.json', { selection: {} })).raws).toHaveLength(1);
  });
});

describe('a folder of Markdown', () => {
  const notes = join(folder, 'notes');
  const note = (title: string): string => `# ${title}\n\nP\n\n## Solution\n\nS\n`;
  beforeAll(() => {
    for (const name of ['b', '.hidden', 'a/deep']) mkdirSync(join(notes, name), { recursive: true });
    for (const name of ['z.md', 'b/y.MD', 'a/deep/x.markdown', '.hidden/no.md', 'b/.no.md', 'b/no.txt'])
      writeFileSync(join(notes, name), note(name));
    writeFileSync(join(notes, 'huge.md'), Buffer.alloc(16_000_001, 'x'));
    writeFileSync(join(folder, 'outside.md'), note('outside'));
    symlinkSync(join(folder, 'outside.md'), join(notes, 'link.md'));
    symlinkSync(folder, join(notes, 'folder-link'));
  });

  test('is read in the order of names; links are not followed', async () => {
    const { source, items, position } = await readPath(notes);
    expect(source).toMatchObject({ format: 'markdown', native: true, encoding: 'utf-8' });
    expect(position).toBe(source.sizeBytes);
    const told = items.map((item) =>
      item.kind === 'entry'
        ? [item.record, item.where, item.raw['title']]
        : item.kind === 'rejected' && [item.rejected.record, item.rejected.where, item.rejected.kind],
    );
    expect(told).toEqual([
      [1, 'a/deep/x.markdown', 'a/deep/x.markdown'],
      [2, 'b/y.MD', 'b/y.MD'],
      [3, 'huge.md', 'too-large'],
      [4, 'link.md', 'unsafe-path'],
      [5, 'z.md', 'z.md'],
    ]);
  });

  test('may be a single file', async () => {
    expect((await readPath(join(notes, 'z.md'))).items).toMatchObject([
      { kind: 'entry', where: 'z.md', raw: { title: 'z.md' } },
    ]);
  });
});

describe('another knowledge base', () => {
  const path = join(folder, 'other.db');
  beforeAll(async () => {
    const db = await KnowledgeDB.open(path);
    await db.addEntry({ title: 'One', problem: 'p', solution: 's', category: 'JCL' }, 'ann');
    const id = await db.addEntry({ title: 'Two', problem: 'p2', solution: 's2', category: 'VSAM' }, 'ann');
    await db.updateEntry(id, { title: 'Two, again' });
    await db.close();
  });

  test('is read as an export of it is, and not changed', async () => {
    const before = readFileSync(path);
    const { source, items, raws, position } = await readPath(path);
    expect(source).toMatchObject({ format: 'database', native: true, encoding: null, sizeBytes: 2 });
    expect(position).toBe(2);
    expect(raws.map(({ title }) => title)).toEqual(['One', 'Two, again']);
    expect(raws[1]).toMatchObject({ revision: 2, revisions: [{ revision: 1 }] });
    expect([items[0]?.kind, items.at(-1)?.kind]).toEqual(['header', 'end']);
    expect(readFileSync(path).equals(before)).toBe(true);
    const exported = join(folder, 'other.json');
    const db = await KnowledgeDB.open(path);
    await db.exportTo({ path: exported });
    await db.close();
    const fromFile = await readPath(exported);
    expect(fromFile.raws).toEqual(raws);
    const end = fromFile.items.at(-1);
    expect(end).toMatchObject({ kind: 'end', stated: end?.kind === 'end' && end.found });
    expect(items.at(-1)).toMatchObject({ found: end?.kind === 'end' && end.found });
  });

  test('gives the entries that are asked for', async () => {
    const { source, raws } = await readPath(path, { selection: { category: 'vsam' } });
    expect(raws.map(({ title }) => title)).toEqual(['Two, again']);
    expect(source.sizeBytes).toBe(1);
  });

  test('that damage has changed from within is refused', async () => {
    const damaged = join(folder, 'damaged.db');
    writeFileSync(damaged, readFileSync(path));
    const database = new Sqlite(damaged);
    database.pragma('ignore_check_constraints = ON');
    database.exec(`UPDATE kb_entries SET metadata = '{'`);
    database.close();
    expect(await rejection(readPath(damaged))).toMatchObject({ kind: 'corrupt-file' });
    const strange = new Sqlite(damaged);
    strange.exec('ALTER TABLE kb_entries RENAME COLUMN solution TO solutiom');
    strange.close();
    expect(await rejection(readPath(damaged))).toMatchObject({ kind: 'corrupt-file' });
  });
});
