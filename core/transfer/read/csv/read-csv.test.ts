import { describe, expect, test } from 'vitest';
import { rejection } from '../../../store/testing/rejection.ts';
import { CsvFormat } from '../../export/csv-format.ts';
import type { ExportedEntry } from '../source-record.ts';
import { byKind, bytesInChunks, gather, readBytes } from '../testing/read-all.ts';
import { encodeText } from '../../testing/encode.ts';
import { readCsv } from './read-csv.ts';

describe('a table', () => {
  test.each([
    [',', 'title,problem,owner\nA,"b, c",d\n'],
    [';', 'title;problem;owner\nA;b, c;d\n'],
    ['\t', 'title\tproblem\towner\nA\tb, c\td\n'],
    ['|', 'title|problem|owner\nA|b, c|d\n'],
    [';', 'sep=;\ntitle;problem;owner\nA;b, c;d\n'],
    [',', '\uFEFFtitle,problem,owner\r\nA,"b, c",d'],
    [',', 'title,problem,owner\rA,"b, c",d\r\r\r'],
  ])('with %j between its cells', async (delimiter, text) => {
    const { source, raws, rejected } = await readBytes(text, '.csv');
    expect(source).toMatchObject({
      format: 'csv',
      delimiter,
      native: false,
      columns: ['title', 'problem', 'owner'],
    });
    expect(raws).toEqual([{ title: 'A', problem: 'b, c', owner: 'd' }]);
    expect(rejected).toEqual([]);
  });

  test.each(['utf-16le', 'windows-1252', 'ibm037', 'ibm1047'] as const)('in %s', async (encoding) => {
    const text = 'title;text\r\nFirst [1];äöü\r\nSecond [2];"a\r\nb"\r\n'.repeat(3);
    const ascii = encoding.startsWith('ibm') ? text.replaceAll('äöü', 'aou') : text;
    const { source, raws } = await readBytes(encodeText(ascii, encoding), '.csv');
    expect(source.encoding).toBe(encoding);
    expect(raws.slice(0, 2)).toEqual([
      { title: 'First [1]', text: encoding.startsWith('ibm') ? 'aou' : 'äöü' },
      { title: 'Second [2]', text: 'a\r\nb' },
    ]);
  });

  test('may have a title and remarks above its header', async () => {
    const text = 'Incidents of 2024;;;\n\nMade by ann\nid;title;text;who\n1;a;b;c\n2;d;;\n3;;;\n';
    const { source, raws } = await readBytes(text, '.csv');
    expect(source).toMatchObject({ delimiter: ';', columns: ['id', 'title', 'text', 'who'] });
    expect(raws.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  test('tells columns of one name and without a name apart', async () => {
    const { source, raws } = await readBytes('title, title ,,"",title (2)\n1,2,3,4,5\n', '.csv');
    expect(source.columns).toEqual(['title', 'title (2)', 'Column 3', 'Column 4', 'title (2) (2)']);
    expect(Object.values(raws[0] ?? {})).toEqual(['1', '2', '3', '4', '5']);
  });

  test('may have a column that is named like a part of every object', async () => {
    const { raws } = await readBytes('title,__proto__,constructor\na,b,c\n', '.csv');
    expect(Object.entries(raws[0] ?? {})).toEqual([
      ['title', 'a'],
      ['__proto__', 'b'],
      ['constructor', 'c'],
    ]);
    expect(Object.getPrototypeOf(raws[0])).toBe(Object.prototype);
  });

  test('with ragged rows: a short one lacks fields, a long one is rejected with its line', async () => {
    const { raws, rejected } = await readBytes(
      'a,b,title\n1,"2\n2",t\n3\n4,5,u,6\n7,8,v,,\n,,\n\n9,10,w\n',
      '.csv',
    );
    expect(raws).toEqual([
      { a: '1', b: '2\n2', title: 't' },
      { a: '3' },
      { a: '7', b: '8', title: 'v' },
      { a: '9', b: '10', title: 'w' },
    ]);
    expect(rejected).toEqual([
      {
        record: 3,
        where: 'line 5',
        title: 'u',
        kind: 'not-readable',
        reason: expect.stringContaining('4 cells'),
      },
    ]);
  });

  test('takes quotes for what they are where that is safe', async () => {
    const { raws, rejected } = await readBytes('a,b\n5" disk,"He said "stop" twice"\n"x" ,y\n', '.csv');
    expect(raws).toEqual([
      { a: '5" disk', b: 'He said "stop" twice' },
      { a: 'x', b: 'y' },
    ]);
    expect(rejected).toEqual([]);
  });

  test.each([
    ['to the end', 'a,b\n1,"open\n2,x\n3,y\n'],
    ['up to another quote', 'a,b\n1,"open\n2,x\n3,y\n4,"z"\n'],
  ])('with a quote that is not closed loses that row alone: %s', async (_name, text) => {
    const { raws, rejected } = await readBytes(text, '.csv');
    expect(raws.slice(0, 2)).toEqual([
      { a: '2', b: 'x' },
      { a: '3', b: 'y' },
    ]);
    expect(rejected).toMatchObject([{ record: 1, where: 'line 2', kind: 'not-readable' }]);
    expect(rejected[0]?.reason).toContain('"b"');
  });

  test('rejects a row with a NUL or with bytes that are no text, by its number', async () => {
    const text = Buffer.concat([
      Buffer.from('a,title\nü,1\n'),
      Buffer.from([0xff]),
      Buffer.from(',2\n\0,3\nx,4\n'),
    ]);
    const { raws, rejected } = await readBytes(text, '.csv');
    expect(raws.map((raw) => raw['title'])).toEqual(['1', '4']);
    expect(rejected).toMatchObject([
      {
        record: 2,
        where: 'line 3',
        title: '2',
        kind: 'not-readable',
        reason: 'It holds bytes that are no text in UTF-8.',
      },
      { record: 3, where: 'line 4', title: '3', kind: 'not-readable', reason: 'It holds a NUL character.' },
    ]);
  });

  test('with more than 1,000 columns is refused, and so is a row with them', async () => {
    const failure = await rejection(readBytes(`${'a,'.repeat(300_000)}b\n1\n`, '.csv'));
    expect(failure).toMatchObject({
      kind: 'invalid-file',
      message: expect.stringContaining('300,001 columns'),
    });
    const { rejected } = await readBytes(`a,b\n${'1,'.repeat(1_000_000)}1\n`, '.csv');
    expect(rejected).toMatchObject([{ record: 1, kind: 'too-large' }]);
  });

  test('is read in Windows-1252 also where the first letter beyond ASCII comes late', async () => {
    const text = `a,b\n${'plain,text\n'.repeat(120_000)}Gr\u00fc\u00dfe,x\n`;
    const { source, raws } = await readBytes(Buffer.from(text, 'latin1'), '.csv');
    expect(source.encoding).toBe('windows-1252');
    expect(raws.at(-1)).toEqual({ a: 'Grüße', b: 'x' });
  });
});

describe("this program's own CSV", () => {
  const entry: ExportedEntry = {
    id: 'id-1',
    title: '=SUM(A1)',
    problem: '\'=quoted\r\nsecond "line"',
    solution: '-1, +2',
    category: 'JCL',
    severity: 'high',
    tags: ['a;b', 'c\\d', '@x'],
    archived: true,
    createdAt: '2024-01-01T00:00:00.000Z',
    updatedAt: '2024-01-02T00:00:00.000Z',
    author: 'ann',
    metadata: { n: 1, '=k': ['x'] },
    revision: 3,
  };

  test('comes back with its fields as they were', async () => {
    const format = new CsvFormat(true);
    const text =
      format.begin() + format.records({ kind: 'entries', entries: [entry, { ...entry, tags: [] }] });
    const { source, raws } = await readBytes(text, '.csv');
    const { revision, ...fields } = entry;
    expect(revision).toBe(3);
    expect(source.native).toBe(true);
    expect(raws).toEqual([fields, { ...fields, tags: [] }]);
  });

  test('is known also after a spreadsheet program took hold of it', async () => {
    const { source, raws } = await readBytes(
      "metadata;title;problem;solution;archived;severity\r\n;'=a;b;c;TRUE;\r\n",
      '.csv',
    );
    expect(source.native).toBe(true);
    expect(raws).toEqual([{ title: '=a', problem: 'b', solution: 'c', archived: true }]);
  });
});

test('a cell of 64 MB is passed over without being held, and one that is never closed is told by its line', async () => {
  const layout = {
    encoding: 'utf-8',
    lineBytes: null,
    delimiter: ',',
    columns: ['a', 'b'],
    isOwn: false,
    rowsToSkip: 1,
  } as const;
  const piece = Buffer.alloc(262_144, 'x\n');
  const giant = (end: string): AsyncGenerator<Buffer> =>
    (async function* () {
      yield Buffer.from('a,b\n1,2\n"');
      for (let number = 0; number < 256; number += 1) yield piece;
      yield Buffer.from(end);
    })();
  const bytes = bytesInChunks(Buffer.from('a'), [1]);
  const before = process.memoryUsage().heapUsed;
  const { raws, rejected } = byKind(
    await gather(readCsv({ ...bytes, chunks: () => giant('",x\n3,4\n') }, layout)),
  );
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  expect(raws).toEqual([
    { a: '1', b: '2' },
    { a: '3', b: '4' },
  ]);
  expect(rejected).toMatchObject([{ record: 2, where: 'line 3', kind: 'too-large' }]);
  const failure = await rejection(gather(readCsv({ ...bytes, chunks: () => giant('') }, layout)));
  expect(failure).toMatchObject({ kind: 'invalid-file', message: expect.stringContaining('line 3') });
});
