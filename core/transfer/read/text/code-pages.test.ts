import { describe, expect, test } from 'vitest';
import { codePages } from './code-pages.ts';

const at = (page: 'ibm037' | 'ibm1047', byte: number): string =>
  String.fromCodePoint(codePages[page][byte] ?? 0);

/** Of IBM's "z/Architecture Principles of Operation", appendix H: where the invariant characters are on every EBCDIC page. */
const invariant: readonly (readonly [byte: number, characters: string])[] = [
  [0x40, ' '],
  [0x4b, '.<(+'],
  [0x50, '&'],
  [0x5c, '*);'],
  [0x60, '-/'],
  [0x6b, ',%_>?'],
  [0x7a, ':'],
  [0x7d, '\'="'],
  [0x81, 'abcdefghi'],
  [0x91, 'jklmnopqr'],
  [0xa2, 'stuvwxyz'],
  [0xc1, 'ABCDEFGHI'],
  [0xd1, 'JKLMNOPQR'],
  [0xe2, 'STUVWXYZ'],
  [0xf0, '0123456789'],
];

describe.each(['ibm037', 'ibm1047'] as const)('%s', (page) => {
  test('has each character of Latin-1 once', () => {
    expect(Array.from(codePages[page]).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 256 }, (_, codePoint) => codePoint),
    );
  });

  test('has the invariant characters in their places', () => {
    for (const [first, characters] of invariant)
      for (const [offset, character] of Array.from(characters).entries())
        expect(at(page, first + offset)).toBe(character);
  });

  test('has the controls that text needs', () => {
    expect(codePages[page][0x05]).toBe(0x09);
    expect(codePages[page][0x0d]).toBe(0x0d);
    expect(codePages[page][0x15]).toBe(0x85);
    expect(codePages[page][0x25]).toBe(0x0a);
    expect(codePages[page][0xff]).toBe(0x9f);
  });
});

test('the pages differ in six places: brackets, caret, not sign, diaeresis and Y with acute', () => {
  const different = Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => codePages.ibm037[byte] !== codePages.ibm1047[byte],
  );
  const texts = (page: 'ibm037' | 'ibm1047'): string => different.map((byte) => at(page, byte)).join('');
  expect(different).toEqual([0x5f, 0xad, 0xb0, 0xba, 0xbb, 0xbd]);
  expect(texts('ibm037')).toBe('¬Ý^[]¨');
  expect(texts('ibm1047')).toBe('^[¬Ý¨]');
});

test('national characters of the German and French keyboards are where z/OS has them', () => {
  for (const page of ['ibm037', 'ibm1047'] as const) {
    expect([0x43, 0xcc, 0xdc, 0x59, 0x51, 0x9f, 0x4a, 0xb1].map((byte) => at(page, byte)).join('')).toBe(
      'äöüßé¤¢£',
    );
  }
});
