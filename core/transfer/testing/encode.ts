import type { TextEncodingName } from '../transfer-types.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const rows = [
  [0x40, ' '],
  [0x4b, '.<(+|&'],
  [0x5a, '!$*);'],
  [0x60, '-/'],
  [0x6b, ',%_>?'],
  [0x79, '`:#@\'="'],
  [0xa1, '~'],
  [0xc0, '{'],
  [0xd0, '}'],
  [0xe0, '\\'],
  [0x81, letters.slice(0, 9)],
  [0x91, letters.slice(9, 18)],
  [0xa2, letters.slice(18)],
  [0xc1, letters.slice(0, 9).toUpperCase()],
  [0xd1, letters.slice(9, 18).toUpperCase()],
  [0xe2, letters.slice(18).toUpperCase()],
  [0xf0, '0123456789'],
  [0x05, '\t'],
  [0x0d, '\r'],
  [0x15, '\n'],
] as const;
const different = {
  ibm037: [
    [0xb0, '^'],
    [0xba, '[]'],
  ],
  ibm1047: [
    [0x5f, '^'],
    [0xad, '['],
    [0xbd, ']'],
  ],
} as const;

/** A text in an encoding, written from the code pages' own tables. EBCDIC takes only what ASCII has; what an encoding lacks becomes `?`. */
export function encodeText(text: string, encoding: TextEncodingName): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(text.replaceAll('“', '\u0093').replaceAll('”', '\u0094'), 'latin1');
    case 'ibm037':
    case 'ibm1047':
      return encodeEbcdic(text, encoding);
  }
}

function encodeEbcdic(text: string, page: 'ibm037' | 'ibm1047'): Buffer {
  const bytes = new Map<string, number>();
  for (const [first, characters] of [...rows, ...different[page]])
    for (const [offset, character] of Array.from(characters).entries()) bytes.set(character, first + offset);
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 0x6f));
}
