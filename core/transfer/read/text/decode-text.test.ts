import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textEncodings, type TextEncodingName } from '../../transfer-types.ts';
import { bytesInChunks } from '../testing/read-all.ts';
import { codePages } from './code-pages.ts';
import { sniffEncoding } from './sniff-encoding.ts';
import { readText } from './text-source.ts';

const latin = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code < 0x7f || code > 0x9f),
    { maxLength: 60 },
  )
  .map((codes) => String.fromCodePoint(...codes, 0x0a));

function encode(text: string, encoding: TextEncodingName): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(text, 'latin1');
    case 'ibm037':
    case 'ibm1047':
      return Buffer.from(
        Array.from(text, (character) => codePages[encoding].indexOf(character.codePointAt(0) ?? 0)),
      );
  }
}

async function decode(
  bytes: Buffer,
  encoding: TextEncodingName,
  sizes = [7],
  lineBytes: number | null = null,
): Promise<string> {
  let text = '';
  for await (const pieces of readText(bytesInChunks(bytes, sizes), { encoding, lineBytes }))
    text += [...pieces].join('');
  return text;
}

describe.each(textEncodings)('%s', (encoding) => {
  test('comes back as it was, whatever the chunks', async () => {
    const unicode = fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\uFEFF'));
    const text = encoding.startsWith('utf') ? fc.oneof(latin, unicode) : latin;
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (written, sizes) => {
          expect(await decode(encode(written, encoding), encoding, sizes)).toBe(written);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('Windows-1252 has its own characters between 80 and 9F', async () => {
  expect(await decode(Buffer.from([0x80, 0x84, 0x93, 0x94, 0x96, 0x99, 0x8a, 0x9f]), 'windows-1252')).toBe(
    '€„“”–™ŠŸ',
  );
});

test('both line ends of EBCDIC end a line', async () => {
  expect(await decode(Buffer.from([0xc1, 0x15, 0xc2, 0x25, 0xc3, 0x0d, 0x25]), 'ibm1047')).toBe(
    'A\nB\nC\r\n',
  );
});

test('lines of 80 bytes without ends are lines, without the blanks that fill them', async () => {
  const cards = ['TITLE;PROBLEM', 'S0C7;LEAD  ING'].map((line) => line.padEnd(80)).join('');
  expect(await decode(encode(cards, 'ibm037'), 'ibm037', [33], 80)).toBe('TITLE;PROBLEM\nS0C7;LEAD  ING\n');
  expect(sniffEncoding(encode(cards, 'ibm037'), 160)).toEqual({ encoding: 'ibm037', lineBytes: 80 });
});

test('a byte that is no text leaves a mark in its place and harms nothing else', async () => {
  const bytes = Buffer.from([
    0x61, 0xc3, 0xa9, 0xff, 0xe2, 0x82, 0x62, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xe2, 0x82,
  ]);
  for (const size of [1, 2, 3, 100]) {
    const text = await decode(bytes, 'utf-8', [size]);
    expect(text).toBe('aé\udcff\udce2\udc82b\udcc0\udcaf\udced\udca0\udc80\udce2\udc82');
  }
  expect(
    (await decode(Buffer.from([0x61, 0x00, 0x00, 0xd8, 0x62, 0x00, 0x63]), 'utf-16le')).isWellFormed(),
  ).toBe(false);
});

describe('an encoding is found out', () => {
  const table =
    'title;problem;solution\nÜberlauf in PAYR0100;Abbruch S0C7 [Stufe 2];Größe prüfen, neu übersetzen\n'.repeat(
      4,
    );
  test.each(textEncodings)('%s', (encoding) => {
    const bytes = encode(table, encoding);
    expect(sniffEncoding(bytes, bytes.length)).toEqual({ encoding, lineBytes: null });
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('%s with a byte order mark', (encoding) => {
    const bytes = encode(`\uFEFF${table}`, encoding);
    expect(sniffEncoding(bytes, bytes.length)).toEqual({ encoding, lineBytes: null });
  });

  test('UTF-8 also where the first bytes end within a character', () => {
    const bytes = Buffer.from('a€'.repeat(50));
    expect(sniffEncoding(bytes.subarray(0, -1), bytes.length)?.encoding).toBe('utf-8');
  });

  test('UTF-8 also where a byte of it is wrong', () => {
    expect(sniffEncoding(Buffer.concat([Buffer.from(table), Buffer.from([0xff])]), 1)?.encoding).toBe(
      'utf-8',
    );
  });

  test('Windows-1252 also where two of its letters happen to be UTF-8', () => {
    const bytes = Buffer.from(
      'Spa\u00df\u0094 f\u00fcr G\u00e4ste, \u00e4hnlich sch\u00f6n, r\u00f6tlich\n',
      'latin1',
    );
    expect(sniffEncoding(bytes, bytes.length)?.encoding).toBe('windows-1252');
  });

  test('none, where it is no text', () => {
    const bytes = Buffer.from(Array.from({ length: 2_000 }, (_, place) => (place * 7_919) % 256));
    expect(sniffEncoding(bytes, bytes.length)).toBeNull();
  });
});
