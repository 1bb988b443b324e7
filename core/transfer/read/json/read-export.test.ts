import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rejection } from '../../../store/testing/rejection.ts';
import { bytesInChunks, gatherUntilFailure, readBytes } from '../testing/read-all.ts';
import { readJson } from './read-json.ts';

const entry = { title: 'S0C7', problem: 'It ends.', solution: 'Recompile.', tags: ['a'], metadata: { n: 1 } };
const rows = [
  { id: 'i1', size: 12 },
  { id: 'i2', size: { integer: '9007199254740993' } },
];
const whole = {
  format: 'abendbook-export',
  formatVersion: 1,
  schemaVersion: '005-mvp5-enterprise-intelligence',
  scope: 'everything',
  counts: { entries: 2, incidents: 2, empty: 0 },
  settings: { theme: 'dark' },
  entries: [entry, { ...entry, title: 'Second “ü”' }],
  tables: { incidents: rows, empty: [] },
  sha256: 'ab',
};
const header = {
  kind: 'header',
  schemaVersion: whole.schemaVersion,
  counts: whole.counts,
  settings: whole.settings,
};

describe('an export', () => {
  test('is read with its header, entries, rows and end', async () => {
    const { source, items } = await readBytes(JSON.stringify(whole), '.json');
    expect(source).toMatchObject({ format: 'json', encoding: 'utf-8', native: true });
    expect(items).toEqual([
      header,
      { kind: 'entry', record: 1, where: null, raw: whole.entries[0] },
      { kind: 'entry', record: 2, where: null, raw: whole.entries[1] },
      { kind: 'row', record: 3, table: 'incidents', row: rows[0] },
      { kind: 'row', record: 4, table: 'incidents', row: rows[1] },
      { kind: 'end', stated: 'ab', found: expect.stringMatching(/^[0-9a-f]{64}$/u) },
    ]);
  });

  test('says the same with its keys in any order, entries before rows', async () => {
    const order = fc.shuffledSubarray(Object.keys(whole), { minLength: Object.keys(whole).length });
    const expected = await readBytes(JSON.stringify(whole));
    const sorted = (items: typeof expected.items): unknown => items.filter(({ kind }) => kind !== 'header');
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (keys, isPretty) => {
        const text = JSON.stringify(
          Object.fromEntries(keys.map((key) => [key, whole[key as keyof typeof whole]])),
          null,
          isPretty ? 2 : 0,
        );
        const { items } = await readBytes(text);
        expect(sorted(items)).toEqual(sorted(expected.items));
        expect(items.filter(({ kind }) => kind === 'header')).toEqual([header]);
      }),
      { numRuns: 60 },
    );
  });

  test('has the same checksum however other tools lay it out', async () => {
    const odd = {
      ...entry,
      problem: 'Tab\t, “quotes”, C:\\users, </b>, é, \u0001',
      metadata: { x: -1.5e-7, y: [1e21, 0] },
    };
    const content = { ...whole, entries: [odd, entry] };
    const end = async (text: string): Promise<unknown> => (await readBytes(text)).items.at(-1);
    const plain = await end(JSON.stringify(content));
    expect(await end(JSON.stringify(content, null, 4))).toEqual(plain);
    expect(await end(asAscii(JSON.stringify(content)))).toEqual(plain);
    expect(await end(JSON.stringify(content).replaceAll('/', '\\/'))).toEqual(plain);
    expect(
      await end(JSON.stringify({ ...content, entries: [odd, { ...entry, problem: 'Else.' }] })),
    ).not.toEqual(plain);
  });

  test('of a newer format is refused', async () => {
    const failure = await rejection(readBytes(JSON.stringify({ ...whole, formatVersion: 2 })));
    expect(failure).toMatchObject({ kind: 'newer-file', message: expect.stringContaining('format 2') });
  });

  test('has rows that hold nothing but what a table can', async () => {
    const tables = {
      incidents: [
        { id: 'a', b: true },
        { id: 'b', n: { integer: 'x' } },
        { id: 'c', n: { real: '-Infinity' }, m: { real: 'NaN' } },
      ],
    };
    const { rejected, items } = await readBytes(JSON.stringify({ ...whole, tables }));
    expect(rejected.map(({ record, where, kind }) => [record, where, kind])).toEqual([
      [3, 'incidents', 'invalid-value'],
      [4, 'incidents', 'invalid-value'],
    ]);
    expect(items).toContainEqual({ kind: 'row', record: 5, table: 'incidents', row: tables.incidents[2] });
  });

  test('a file that was cut off gives the right beginning, then an error', async () => {
    const text = Buffer.from(JSON.stringify(whole));
    const expected = (await readBytes(text)).items;
    for (let length = 1; length < text.length; length += 1) {
      const { items, failure } = await gatherUntilFailure(
        readJson(bytesInChunks(text.subarray(0, length), [97]), {
          isOurs: true,
          records: null,
          isSingle: false,
        }),
      );
      expect(failure?.kind, `${length} bytes`).toBe('invalid-file');
      const told = items.filter(({ kind }) => kind !== 'header');
      expect(told, `${length} bytes`).toEqual(expected.slice(1, told.length + 1));
    }
  });
});

function asAscii(json: string): string {
  return json.replaceAll(/[\u0080-\uffff]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
