import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { rejection } from '../../store/testing/rejection.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import type { ExportedEntry } from '../read/source-record.ts';
import { markdownName, markdownOf } from './markdown-entry.ts';
import { unescapeHeadings } from './markdown-headings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const list = 'abendbook-export.sha256';
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('"\\:#-,[]{}\'\n\r\t\u2028\u0085\uFEFF\u0000\u009f& *!|>%@`'),
      'a',
      '1',
    ),
  }),
  fc.constantFrom(
    'true',
    'null',
    '~',
    '1e3',
    '2026-01-01',
    '---',
    'no',
    'a: b',
    'a #b',
    '## Solution',
    'key',
  ),
);

test('any title gives a name that every system takes', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.constantFrom('CON', 'aux.md', '../../etc', 'C:\\x', 'x'.repeat(300))),
      anyText,
      (title, id) => {
        for (const taken of [0, 1, 8]) {
          const name = markdownName({ title, id }, taken);
          expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?--[a-z0-9-]+\.md$/);
          expect(name.length).toBeLessThan(200);
          expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test('everything in a file comes back as it was', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, fc.array(anyText), (title, problem, solution, tags) => {
      const entry: ExportedEntry = {
        id: title,
        title,
        problem,
        solution,
        category: problem,
        severity: 'low',
        tags,
        archived: true,
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-02T00:00:00.000Z',
        author: solution,
        metadata: { [problem]: [solution, 1, null], other: title },
        revision: 7,
      };
      const text = markdownOf(entry);
      const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
      const { problem: _problem, solution: _solution, ...fields } = entry;
      expect(parse(front)).toEqual(fields);
      const parts = /^\n## Problem\n\n(.*?)\n\n## Solution\n\n(.*)\n$/s.exec(body);
      expect(parts?.slice(1).map(unescapeHeadings)).toEqual([problem, solution]);
    }),
    { numRuns: 1_000 },
  );
});

onEveryEngine(({ fresh }) => {
  test('each entry is a file, and a list tells their checksums', async () => {
    const db = await fresh();
    await db.addEntries([
      sampleEntry({ id: '01a205bb-75ba-7986-9c1b-b4f8b616f38a', title: 'VSAM Status 35: où?' }),
      sampleEntry({ id: 'x', title: '日本語' }),
      sampleEntry({ id: 'y', title: '日本語' }),
    ]);
    const path = join(folder, 'out');
    const report = await db.exportTo({ path, format: 'markdown' });
    const names = readdirSync(path).toSorted();
    expect(names).toContain('vsam-status-35-ou--b616f38a.md');
    expect(names.filter((name) => name.startsWith('entry--'))).toHaveLength(2);
    expect(names).toHaveLength(4);
    const lines = readFileSync(join(path, list), 'utf8').trimEnd().split('\n').slice(1);
    for (const line of lines) {
      const [hash, name = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(readFileSync(join(path, name)))
          .digest('hex'),
      ).toBe(hash);
    }
    expect(report).toMatchObject({
      format: 'markdown',
      path,
      records: 3,
      counts: { entries: 3 },
      sha256: createHash('sha256')
        .update(`${lines.join('\n')}\n`)
        .digest('hex'),
      sizeBytes: names.reduce((sum, name) => sum + readFileSync(join(path, name)).length, 0),
    });
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('another export replaces the files of the first, and only these', async () => {
    const db = await fresh();
    await db.addEntries([
      sampleEntry({ id: 'stays', title: 'Stays' }),
      sampleEntry({ id: 'goes', title: 'Goes' }),
    ]);
    const request = { path: join(folder, 'out'), format: 'markdown' } as const;
    await db.exportTo(request);
    const before = readdirSync(request.path);
    writeFileSync(join(request.path, 'mine.md'), 'my own');
    expect(await rejection(db.exportTo(request))).toMatchObject({ kind: 'file-exists' });
    expect(readdirSync(request.path)).toHaveLength(before.length + 1);
    await db.updateEntry('stays', { problem: 'Changed' });
    const selection = { ids: ['stays'] };
    await db.exportTo({ ...request, selection, overwrite: true });
    const names = readdirSync(request.path).toSorted();
    expect(names).toEqual([list, 'mine.md', before.find((name) => name.startsWith('stays'))]);
    expect(readFileSync(join(request.path, 'mine.md'), 'utf8')).toBe('my own');
    expect(readFileSync(join(request.path, names[2] ?? ''), 'utf8')).toContain('Changed');
    expect(readFileSync(join(request.path, list), 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  test('a file that no export wrote is never replaced', async () => {
    const db = await fresh();
    await db.addEntry(sampleEntry({ id: 'one', title: 'One' }));
    const request = { path: join(folder, 'out'), format: 'markdown', overwrite: true } as const;
    await db.exportTo({ ...request, selection: { ids: [] } });
    const name = markdownName({ id: 'one', title: 'One' });
    writeFileSync(join(request.path, name), 'my own');
    const listed = readFileSync(join(request.path, list), 'utf8');
    const failure = await rejection(db.exportTo(request));
    expect(failure).toMatchObject({ kind: 'file-exists', message: expect.stringContaining(name) });
    expect(readFileSync(join(request.path, name), 'utf8')).toBe('my own');
    expect(readFileSync(join(request.path, list), 'utf8')).toBe(listed);
    expect(readdirSync(request.path)).toHaveLength(2);
  });

  test('an empty folder is taken, one with other files is not', async () => {
    const db = await fresh();
    await db.addEntry(sampleEntry());
    const request = { path: join(folder, 'out'), format: 'markdown' } as const;
    mkdirSync(request.path);
    writeFileSync(join(request.path, '.DS_Store'), '');
    await db.exportTo(request);
    expect(readdirSync(request.path)).toHaveLength(3);
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'letter.txt'), 'dear');
    const failure = await rejection(db.exportTo({ path: other, format: 'markdown', overwrite: true }));
    expect(failure).toMatchObject({ kind: 'file-exists', message: expect.stringContaining('letter.txt') });
    expect(readdirSync(other)).toEqual(['letter.txt']);
  });

  test('a list that was tampered with reaches no file outside', async () => {
    const db = await fresh();
    await db.addEntry(sampleEntry());
    writeFileSync(join(folder, 'outside.md'), 'kept');
    const request = { path: join(folder, 'out'), format: 'markdown', overwrite: true } as const;
    await db.exportTo(request);
    const text = readFileSync(join(request.path, list), 'utf8');
    writeFileSync(join(request.path, list), `${text}${'0'.repeat(64)}  ../outside.md\n`);
    await db.exportTo(request);
    expect(readFileSync(join(folder, 'outside.md'), 'utf8')).toBe('kept');
  });
});
