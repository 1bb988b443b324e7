import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { rejection } from '../../../store/testing/rejection.ts';
import { readBytes, readPath } from '../testing/read-all.ts';

const note = '# T\n\nP\n\n## Solution\n\nS\n';
const entry = '{"title":"a","problem":"b","solution":"c"}';
const folder = mkdtempSync(join(tmpdir(), 'abendbook-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Files = Readonly<Record<string, string | Buffer>>;

async function pack(files: Files, mode = 0o100644): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { mode });
  zip.end();
  return buffer(zip.outputStream);
}

/** Names that no packer writes: as long as those that they replace. */
function rename(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

describe('an archive', () => {
  test('of Markdown is read file by file', async () => {
    const { source, items } = await readBytes(
      await pack({
        'a/x.md': note,
        'a/.hidden.md': note,
        '__MACOSX/a/x.md': note,
        'b.md': 'no solution',
        'pic.png': 'x',
      }),
      '.zip',
    );
    expect(source).toMatchObject({ format: 'markdown', native: true });
    expect(items).toMatchObject([
      { kind: 'entry', record: 1, where: 'a/x.md', raw: { title: 'T', problem: 'P', solution: 'S' } },
      { kind: 'rejected', rejected: { record: 2, where: 'b.md', kind: 'missing-field' } },
    ]);
  });

  test.each([
    ['json', { 'export.json': `{"entries":[${entry}]}`, 'readme.txt': 'x' }],
    ['ndjson', { 'export.ndjson': `${entry}\n` }],
    ['csv', { 'deep/table.csv': 'title;problem;x\na;b;c\n' }],
  ])('of one file is read as that: %s', async (format, files) => {
    const { source, raws } = await readBytes(await pack(files), '.zip');
    expect(source.format).toBe(format);
    expect(raws).toMatchObject([{ title: 'a', problem: 'b' }]);
  });
});

describe('files that lead elsewhere are rejected, and the others read', () => {
  test.each([
    ['../../x.md', 'unsafe-path'],
    ['/etc/xx.md', 'unsafe-path'],
    ['C:/files.md', 'unsafe-path'],
    ['..\\..\\x.md', 'unsafe-path'],
  ])('%s', async (name, kind) => {
    const plain = 'a'.repeat(name.length - 3) + '.md';
    const zip = rename(await pack({ [plain]: note, 'good-one.md': note }), plain, name);
    const { raws, rejected } = await readBytes(zip, '.zip');
    expect(raws).toHaveLength(1);
    expect(rejected).toMatchObject([{ record: 1, where: name, kind }]);
  });

  test('a link', async () => {
    const { rejected } = await readBytes(await pack({ 'passwd.md': '/etc/passwd' }, 0o120777), '.zip');
    expect(rejected).toMatchObject([{ where: 'passwd.md', kind: 'unsafe-path' }]);
  });

  test('an archive in an archive, an encrypted file, a damaged one, one that is too large', async () => {
    const zip = await pack({ 'inner.zip': await pack({ 'x.md': note }), 'a.md': note });
    expect((await readBytes(zip, '.zip')).rejected).toMatchObject([
      { where: 'inner.zip', kind: 'not-readable' },
    ]);
    const encrypted = Buffer.from(await pack({ 'a.md': note }));
    const central = encrypted.indexOf(Buffer.from('504b0102', 'hex'));
    encrypted.writeUInt16LE(encrypted.readUInt16LE(central + 8) | 1, central + 8);
    expect((await readBytes(encrypted, '.zip')).rejected).toMatchObject([
      { reason: expect.stringContaining('encrypted') },
    ]);
    const damaged = Buffer.from(await pack({ 'a.md': note }));
    const sum = damaged.indexOf(Buffer.from('504b0102', 'hex')) + 16;
    damaged.writeUInt32LE(1, sum);
    expect((await readBytes(damaged, '.zip')).rejected).toMatchObject([
      { reason: expect.stringContaining('damaged') },
    ]);
    const large = await pack({ 'a.md': Buffer.alloc(16_000_001, 'x'), 'b.md': note });
    expect((await readBytes(large, '.zip')).rejected).toMatchObject([{ where: 'a.md', kind: 'too-large' }]);
  });
});

describe('an archive is refused', () => {
  test.each<[string, Files, string, RegExp]>([
    ['of two tables', { 'a.csv': 'a,b\n', 'b.csv': 'a,b\n' }, 'invalid-file', /one by one/u],
    ['of nothing to read', { 'a.png': 'x' }, 'invalid-file', /without anything/u],
    [
      'that is a workbook',
      { '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' },
      'foreign-file',
      /CSV UTF-8/u,
    ],
    [
      'that is a document',
      { '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' },
      'foreign-file',
      /Word/u,
    ],
  ])('%s', async (_name, files, kind, told) => {
    const failure = await rejection(readBytes(await pack(files), '.zip'));
    expect(failure.kind).toBe(kind);
    expect(`${failure.message} ${failure.recovery}`).toMatch(told);
  });

  test('that unpacks to far too much, as notes or as one file', async () => {
    const blank = Buffer.alloc(15_000_000, ' ');
    const notes = await pack(
      Object.fromEntries(Array.from({ length: 4 }, (_, place) => [`${place}.md`, blank])),
    );
    const table = await pack({
      'a.json': Buffer.concat([Buffer.from('['), blank, blank, blank, Buffer.from(']')]),
    });
    for (const zip of [notes, table]) {
      const failure = await rejection(readBytes(zip, '.zip'));
      expect(failure).toMatchObject({
        kind: 'invalid-file',
        message: expect.stringContaining('unpacks to far more'),
      });
    }
  });

  test('whatever is cut off it', async () => {
    const zip = await pack({ 'a.md': note, 'b.md': note });
    const path = join(folder, 'cut.zip');
    for (let length = 4; length < zip.length; length += 1) {
      writeFileSync(path, zip.subarray(0, length));
      expect((await rejection(readPath(path))).kind).toBe('invalid-file');
    }
  });
});
