import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../export/markdown-entry.ts';
import type { ExportedEntry, SourceItem } from '../source-record.ts';
import { parseNote } from './parse-note.ts';

function parse(text: string | Buffer, where = 'folder/some-note.md'): SourceItem {
  return parseNote({ record: 7, where, bytes: Buffer.from(text) }, undefined);
}

function rawOf(text: string, where?: string): unknown {
  const item = parse(text, where);
  return item.kind === 'entry' ? item.raw : item;
}

function problemOf(text: string | Buffer): unknown {
  const item = parse(text);
  return item.kind === 'rejected' ? [item.rejected.kind, item.rejected.reason] : item;
}

describe("this program's own files", () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => text.trim() === text && !/\p{Cc}|\p{Cs}/u.test(text));
  const part = fc.oneof(
    fc.constantFrom(
      '## Problem',
      '## Solution',
      '\\## Solution',
      '---',
      '',
      ' ',
      '# Title',
      '\r',
      '## Fix',
      'x',
    ),
    line,
  );
  const text = fc
    .array(part, { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join('\n'))
    .filter((written) => written.trim() !== '');
  const entry: fc.Arbitrary<ExportedEntry> = fc.record({
    id: line,
    title: fc.oneof(
      line,
      fc.constantFrom('0C4', 'yes', '1e3', '2024-01-01', '- a', '"', '&a *b', '# c', 'null'),
    ),
    problem: text,
    solution: text,
    category: line,
    severity: fc.constantFrom('low', 'critical'),
    tags: fc.array(line, { maxLength: 4 }),
    archived: fc.boolean(),
    createdAt: fc.constant('2024-01-01T00:00:00.000Z'),
    updatedAt: fc.constant('2024-02-01T00:00:00.000Z'),
    author: line,
    metadata: fc
      .dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true })
      .map((value) => JSON.parse(JSON.stringify(value)) as ExportedEntry['metadata']),
    revision: fc.integer({ min: 1, max: 99 }),
  });

  test('come back to the letter', () => {
    fc.assert(
      fc.property(entry, (written) => {
        expect(rawOf(markdownOf(written))).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });

  test('come back with the line ends that a version control made of theirs', () => {
    const written = { title: 'T', problem: 'a\nb', solution: 'c\n\nd' };
    const file = `---\ntitle: T\n---\n\n## Problem\n\na\nb\n\n## Solution\n\nc\n\nd\n`;
    expect(rawOf(file)).toEqual(written);
    expect(rawOf(file.replaceAll('\n', '\r\n'))).toEqual({
      title: 'T',
      problem: 'a\r\nb',
      solution: 'c\r\n\r\nd',
    });
  });
});

describe('notes of other programs', () => {
  test.each([
    [
      '# VSAM 35\n\nThe file is gone.\n\n## Resolution\n\nDefine it.\n\n## See also\n\nX',
      'VSAM 35',
      'The file is gone.',
      'Define it.\n\n## See also\n\nX',
    ],
    [
      '## Symptoms\n\nIt hangs.\n\n### Workaround for now\nCancel it.',
      'some-note',
      'It hangs.',
      'Cancel it.',
    ],
    ['It hangs.\n\n**Fix:**\nCancel it.', 'some-note', 'It hangs.', 'Cancel it.'],
    [
      '---\ntitle: Own\n---\n# Other\nSeen in PAYR0100.\n## Problem\nIt ends.\n## Solution\nRun it.',
      'Own',
      'Seen in PAYR0100.\n\nIt ends.',
      'Run it.',
    ],
  ])('%j', (text, title, problem, solution) => {
    expect(rawOf(text)).toEqual({ title, problem, solution });
  });

  test('have tags in a list or in one text, and numbers that are texts', () => {
    const below = '---\nP\n## Fix\nS';
    expect(rawOf(`---\ntitle: 0815\ntags: "#vsam, jcl;, "\nrating: 3\n${below}`)).toEqual({
      title: '0815',
      tags: ['vsam', 'jcl'],
      rating: 3,
      problem: 'P',
      solution: 'S',
    });
    expect(rawOf(`---\ntags:\n  - vsam\n  - jcl\n${below}`)).toMatchObject({ tags: ['vsam', 'jcl'] });
    expect(rawOf(`---\ncreatedAt: 2024-01-31\n${below}`)).toMatchObject({ createdAt: '2024-01-31' });
  });

  test('are read in their encoding', () => {
    expect(parse(Buffer.from('Größe\n## Lösung\nÄndern', 'latin1'))).toMatchObject({
      raw: { problem: 'Größe', solution: 'Ändern' },
    });
    expect(parse(Buffer.from('\uFEFF---\ntitle: T\n---\na\n## Fix\nb', 'utf16le'))).toMatchObject({
      raw: { title: 'T' },
    });
  });
});

describe('a note is rejected', () => {
  const below = '\n---\na\n## Fix\nb';
  test.each<[string, string | Buffer, string, string]>([
    ['without a solution', '# T\n\nText.', 'missing-field', 'solution'],
    ['with a key twice', `---\ntitle: a\ntitle: b${below}`, 'duplicate-key', '"title"'],
    [
      'with a tag that might run something',
      `---\nx: !!js/function 'function () {}'${below}`,
      'not-readable',
      'line 2',
    ],
    ['with front matter that is no YAML', `---\na: [1\nb: }${below}`, 'not-readable', 'front matter'],
    ['with front matter that is a list', `---\n- a${below}`, 'not-readable', 'names with values'],
    [
      'with aliases that multiply',
      `---\na: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefghi'
        .split('')
        .map((name, place) => `${name}: &${name} [${`*${'abcdefgh'[place]},`.repeat(9)}]`)
        .join('\n')}${below}`,
      'not-readable',
      'front matter',
    ],
    [
      'with bottomless nesting',
      `---\na: ${'['.repeat(100_000)}${']'.repeat(100_000)}${below}`,
      'not-readable',
      'front matter',
    ],
    [
      'with nesting of 100 levels',
      `---\na: ${'['.repeat(100)}${']'.repeat(100)}${below}`,
      'too-large',
      '64 levels',
    ],
    ['with a NUL', 'a\0b\n## Fix\nc', 'not-readable', 'NUL'],
    [
      'with bytes that are no text',
      Buffer.concat([Buffer.from('ü\n## Fix\n'), Buffer.from([0xff])]),
      'not-readable',
      'no text',
    ],
  ])('%s', (_name, text, kind, reason) => {
    expect(problemOf(text)).toEqual([kind, expect.stringContaining(reason)]);
  });

  test('but not for keys that JavaScript knows', () => {
    const raw = rawOf(`---\n__proto__: {polluted: true}\nconstructor: x${below}`) as Record<string, unknown>;
    expect(Object.keys(raw)).toContain('__proto__');
    expect(Object.getPrototypeOf(raw)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});
