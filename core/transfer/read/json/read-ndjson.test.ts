import { describe, expect, test } from 'vitest';
import { rejection } from '../../../store/testing/rejection.ts';
import { bytesInChunks, gather, gatherUntilFailure, readBytes } from '../testing/read-all.ts';
import { readNdjson } from './read-ndjson.ts';

const entry = { title: 'S0C7', problem: 'It ends.', solution: 'Recompile “it”.' };
const row = { id: 'i1', size: -1.5 };
const head = { format: 'abendbook-export', formatVersion: 1, schemaVersion: '003-x', counts: { entries: 1 } };
const lines = [
  JSON.stringify({ type: 'header', ...head }),
  JSON.stringify({ type: 'entry', ...entry }),
  JSON.stringify({ type: 'row', table: 'incidents', values: row }),
  '{"type":"end","sha256":"ab"}',
];

describe('an export', () => {
  test('is read with its header, entries, rows and end, and has the checksum of the other form', async () => {
    const { source, items } = await readBytes(`${lines.join('\n')}\n`, '.ndjson');
    expect(source).toMatchObject({ format: 'ndjson', native: true });
    const json = await readBytes(
      JSON.stringify({ ...head, entries: [entry], tables: { incidents: [row] }, sha256: 'ab' }),
    );
    expect(items).toEqual([
      { kind: 'header', schemaVersion: '003-x', counts: { entries: 1 }, settings: null },
      { kind: 'entry', record: 1, where: 'line 2', raw: entry },
      { kind: 'row', record: 2, table: 'incidents', row },
      json.items.at(-1),
    ]);
  });

  test('says the same with other line ends, blanks and blank lines', async () => {
    const expected = await readBytes(lines.join('\n'), '.ndjson');
    expect((await readBytes(lines.join('\r\n'), '.ndjson')).items).toEqual(expected.items);
    const spaced = await readBytes(
      `\uFEFF${lines.map((line) => ` ${line.replaceAll('":', '": ')} `).join('\n')}`,
    );
    expect(spaced.items).toEqual(expected.items);
    const apart = await readBytes(lines.join('\n\n'), '.ndjson');
    expect(apart.items.at(-1)).toEqual(expected.items.at(-1));
  });

  test('that was cut off gives the right beginning, then an error', async () => {
    const text = Buffer.from(lines.join('\n'));
    const expected = (await readBytes(text)).items;
    for (let length = 1; length < text.length; length += 1) {
      const { items, failure } = await gatherUntilFailure(
        readNdjson(bytesInChunks(text.subarray(0, length), [53]), true),
      );
      const whole = items.filter(({ kind }) => kind !== 'rejected');
      expect(whole, `${length} bytes`).toEqual(expected.slice(0, whole.length));
      expect(items.length - whole.length).toBeLessThan(2);
      // Without its header it is no export that something could be missing from.
      const hasHeader = length >= (lines[0]?.length ?? 0);
      expect(failure?.kind, `${length} bytes`).toBe(hasHeader ? 'invalid-file' : undefined);
    }
  });

  test('of a newer format is refused, and a line of no known type told', async () => {
    const newer = [JSON.stringify({ type: 'header', ...head, formatVersion: 2 }), ...lines.slice(1)].join(
      '\n',
    );
    expect((await rejection(readBytes(newer, '.ndjson'))).kind).toBe('newer-file');
    const odd = [lines[0], '{"type":"other"}', ...lines.slice(1)].join('\n');
    expect((await readBytes(odd, '.ndjson')).rejected).toMatchObject([
      { record: 1, where: 'line 2', kind: 'not-readable' },
    ]);
  });
});

test('objects alone are records; a broken line is told with its number, and reading goes on', async () => {
  const text = [
    '{"type":"incident","a":1}',
    '',
    '{"a":2',
    '{"a":1,"a":2}',
    '{"a":"\0"}',
    '{"a":"\\u0000"}',
    '[1]',
    `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`,
    '{"a":3}',
  ].join('\n');
  const { source, raws, rejected } = await readBytes(text, '.jsonl');
  expect(source).toMatchObject({ format: 'ndjson', native: false });
  expect(raws).toEqual([{ type: 'incident', a: 1 }, { a: 3 }]);
  expect(rejected.map(({ record, where, kind }) => [record, where, kind])).toEqual([
    [2, 'line 3', 'not-readable'],
    [3, 'line 4', 'duplicate-key'],
    [4, 'line 5', 'not-readable'],
    [5, 'line 6', 'not-readable'],
    [6, 'line 7', 'not-readable'],
    [7, 'line 8', 'too-large'],
  ]);
});

test('a line of 64 MB is passed over', async () => {
  const piece = Buffer.alloc(262_144, 'x');
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from('{"a":1}\n{"a":"');
    for (let number = 0; number < 256; number += 1) yield piece;
    yield Buffer.from('"}\n{"a":3}');
  }
  const items = await gather(readNdjson({ ...bytesInChunks(Buffer.from('{'), [1]), chunks }, false));
  expect(items).toMatchObject([
    { kind: 'entry', record: 1, raw: { a: 1 } },
    { kind: 'rejected', rejected: { record: 2, where: 'line 2', kind: 'too-large' } },
    { kind: 'entry', record: 3, raw: { a: 3 } },
  ]);
});
