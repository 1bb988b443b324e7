import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rejection } from '../../../store/testing/rejection.ts';
import { byKind, bytesInChunks, gather, readBytes } from '../testing/read-all.ts';
import { readJson } from './read-json.ts';

const entry = { title: 'S0C7', problem: 'It ends.', solution: 'Recompile.', tags: ['a'], metadata: { n: 1 } };
describe('JSON from elsewhere', () => {
  test.each([
    ['a bare list', [entry, entry]],
    ['entries alone', { entries: [entry, entry] }],
    ['a list of any name', { version: 3, articles: [entry, entry], tags: ['x'] }],
    ['a list further inside', { data: { total: 2, items: [entry, entry] } }],
  ])('%s is read', async (_name, value) => {
    for (const text of [JSON.stringify(value), `\uFEFF${JSON.stringify(value, null, 2)}\n`]) {
      const { source, items } = await readBytes(text);
      expect(source.native).toBe(true);
      expect(items).toEqual([1, 2].map((record) => ({ kind: 'entry', record, where: null, raw: entry })));
    }
  });

  test('with other names for the fields is not native', async () => {
    const { source, raws } = await readBytes('[{"summary":"a","resolution":"b"}]');
    expect(source.native).toBe(false);
    expect(raws).toEqual([{ summary: 'a', resolution: 'b' }]);
  });

  test('that is one entry is read as one, and an empty list as none', async () => {
    expect((await readBytes(JSON.stringify(entry, null, 2))).raws).toEqual([entry]);
    expect((await readBytes('{"entries": []}')).items).toEqual([]);
    expect((await readBytes('[]')).items).toEqual([]);
  });

  test('with two lists is read by the likelier one, and the other one is told', async () => {
    const { raws, rejected } = await readBytes(
      JSON.stringify({ users: [{ name: 'ann' }], articles: [entry] }),
    );
    expect(raws).toEqual([entry]);
    expect(rejected).toMatchObject([{ where: 'users', kind: 'not-readable' }]);
  });
});

describe('a bad record is told with its number, and the others are read', () => {
  const good = JSON.stringify(entry);
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 1_000_001 }, (_, n) => [`c${n}`, 1])));
  const deep = `{"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  test.each<[string, string | Buffer, string, string]>([
    ['a key twice', '{"title":"a","problem":"b","problem":"c"}', 'duplicate-key', '"problem"'],
    ['a key twice further inside', '{"metadata":{"x":[{"k":1,"\\u006b":2}]}}', 'duplicate-key', '"k"'],
    ['nesting of 100,000 levels', deep, 'too-large', '64 levels'],
    ['1,000,001 columns', wide, 'too-large', '1,000,001 columns'],
    ['an escaped NUL', '{"title":"a\\u0000b"}', 'not-readable', 'NUL'],
    ['a NUL', '{"title":"a\0b"}', 'not-readable', 'NUL'],
    ['a line break in a text', '{"title":"a\nb"}', 'not-readable', 'line break'],
    [
      'bytes that are not UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      'not-readable',
      'not UTF-8',
    ],
    [
      'bytes that a Western text might have',
      Buffer.from('{"a":"caf\xc3("}', 'latin1'),
      'not-readable',
      'not UTF-8',
    ],
    ['a text', '"title"', 'not-readable', 'string'],
    ['a list', '[1,{}]', 'not-readable', 'list'],
    ['null', 'null', 'not-readable', 'null'],
  ])('%s', async (_name, bad, kind, reason) => {
    const text = Buffer.concat([`[${good},`, bad, `,${good}]`].map((part) => Buffer.from(part)));
    const { raws, rejected } = await readBytes(text);
    expect(raws).toEqual([entry, entry]);
    expect(rejected).toEqual([
      { record: 2, where: null, title: rejected[0]?.title, kind, reason: expect.stringContaining(reason) },
    ]);
  });

  test('keys that JavaScript knows are data like others', async () => {
    const text =
      '[{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"title":"t"}]';
    const { raws } = await readBytes(text);
    expect(JSON.stringify(raws)).toBe(text);
    expect(Object.getPrototypeOf(raws[0])).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('what is broken beyond one record is refused', () => {
  test.each([
    ['a broken record', '[{"a":1},{"a" 2}]', /record 2, which begins at byte 10, is broken/u],
    ['a missing comma', '[{"a":1} {"a":2}]', /at byte 10, after record 1, \{ was found where a comma/u],
    ['a key twice around the list', '{"entries":[],"entries":[]}', /"entries" occurs twice/u],
    ['something behind it', '[{"a":1}]x', /nothing more/u],
    ['no list', '{"a":{"b":"c"},"list":[1,2]}', /no list of records/u],
  ])('%s', async (_name, text, message) => {
    const failure = await rejection(readBytes(text, '.json'));
    expect(failure.kind).toBe('invalid-file');
    expect(failure.message).toMatch(message);
    expect(failure.recovery).toContain('Nothing was imported.');
  });
});

test('records are those of JSON.parse, whatever the chunks', async () => {
  const records = fc.array(
    fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true }),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(
      records,
      fc.array(fc.nat(40), { minLength: 1 }),
      fc.nat(4),
      async (list, sizes, indent) => {
        const text = Buffer.from(JSON.stringify({ a: [1, '"]'], list }, null, indent));
        const shape = { isOurs: false, records: ['list'], isSingle: false };
        const { raws, rejected } = byKind(await gather(readJson(bytesInChunks(text, sizes), shape)));
        expect(rejected).toEqual([]);
        expect(raws).toEqual(JSON.parse(JSON.stringify(list)));
      },
    ),
    { numRuns: 300 },
  );
});

test('a text of 64 MB is passed over without being held', async () => {
  const piece = Buffer.alloc(262_144, 'x');
  let most = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from('[{"title":"a"},{"title":"');
    for (let number = 0; number < 256; number += 1) {
      yield piece;
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      most = Math.max(most, arrayBuffers + heapUsed);
    }
    yield Buffer.from('"},{"title":"c"}]');
  }
  const bytes = { ...bytesInChunks(Buffer.from('['), [1]), chunks };
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  const shape = { isOurs: false, records: [], isSingle: false };
  const { raws, rejected } = byKind(await gather(readJson(bytes, shape)));
  expect(raws).toEqual([{ title: 'a' }, { title: 'c' }]);
  expect(rejected).toMatchObject([{ record: 2, kind: 'too-large' }]);
  expect(most - arrayBuffers - heapUsed).toBeLessThan(45_000_000);
});
