import { isAscii, isUtf8 } from 'node:buffer';
import type { TextEncodingName } from '../../transfer-types.ts';
import type { EbcdicPage } from './code-pages.ts';
import type { TextLayout } from './decode-text.ts';

/** The length of a line where lines have no ends: a punched card's, and still that of most source libraries. */
const cardBytes = 80;

/** The share of control characters from which on it is no text. */
const mostControls = 0.1;

/** The likeliest encoding of a file's first bytes; null where they are no text. `sizeBytes` is the size of the whole file. */
export function sniffEncoding(head: Buffer, sizeBytes: number): TextLayout | null {
  const marked = byMark(head);
  if (marked !== null) return { encoding: marked, lineBytes: null };
  const wide = byZeros(head);
  if (wide !== null) return { encoding: wide, lineBytes: null };
  const isWhole = head.length >= sizeBytes;
  if (isText(head, isWhole)) return { encoding: 'utf-8', lineBytes: null };
  if (isEbcdic(head)) {
    return layoutIn(ebcdicPage(head), head, sizeBytes);
  }
  if (share(head, isControl) > mostControls) return null;
  return { encoding: isWestern(head) ? 'windows-1252' : 'utf-8', lineBytes: null };
}

/** How a text in this encoding is laid out. */
export function layoutIn(encoding: TextEncodingName, head: Buffer, sizeBytes: number): TextLayout {
  const isCards = (encoding === 'ibm037' || encoding === 'ibm1047') && hasCards(head, sizeBytes);
  return { encoding, lineBytes: isCards ? cardBytes : null };
}

/**
 * Bytes that are not UTF-8 look like the letters of a Western text in Windows-1252, and are at least so many. Otherwise it may be UTF-8 that something went
 * wrong with.
 */
export function isWestern(head: Buffer, atLeast = 1): boolean {
  const { characters, strays, letters, besideLetters } = countUtf8(head);
  return strays >= atLeast && letters === strays && strays > 3 * characters && besideLetters > strays / 2;
}

function byMark(head: Buffer): TextEncodingName | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** Text of Western languages in UTF-16 has a zero in every other byte. */
function byZeros(head: Buffer): TextEncodingName | null {
  let [even, odd] = [0, 0];
  const pairs = Math.floor(Math.min(head.length, 65_536) / 2);
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[2 * pair] === 0) even += 1;
    if (head[2 * pair + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** UTF-8 without a flaw; a character at the end of the head may go on. */
function isText(head: Buffer, isWhole: boolean): boolean {
  if (share(head, isControl) > mostControls) return false;
  if (isAscii(head) || isUtf8(head)) return true;
  return !isWhole && [1, 2, 3].some((cut) => isUtf8(head.subarray(0, -cut)));
}

interface Utf8Counts {
  /** Of more than one byte. */
  readonly characters: number;
  /** Bytes that belong to no character. */
  readonly strays: number;
  /** How many of these are what Western texts have in Windows-1252. */
  readonly letters: number;
  /** How many of these stand beside a letter. */
  readonly besideLetters: number;
}

function countUtf8(head: Buffer): Utf8Counts {
  let [characters, strays, letters, besideLetters] = [0, 0, 0, 0];
  for (let at = 0; at < head.length;) {
    const byte = head[at] ?? 0;
    const length = byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (length > 1 && at + length <= head.length && isUtf8(head.subarray(at, at + length))) {
      characters += 1;
      at += length;
      continue;
    }
    if (byte >= 0x80) {
      strays += 1;
      if (isWesternLetter(byte)) letters += 1;
      if (isLetter(head[at - 1]) || isLetter(head[at + 1])) besideLetters += 1;
    }
    at += 1;
  }
  return { characters, strays, letters, besideLetters };
}

function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0xc0;
}

function isWesternLetter(byte: number): boolean {
  if (byte >= 0xa0) return byte < 0xfe;
  return ![0x81, 0x83, 0x88, 0x8d, 0x8f, 0x90, 0x98, 0x9d].includes(byte);
}

/** Mostly letters, digits and blanks where EBCDIC has them; ASCII has its blank where EBCDIC has nothing. */
function isEbcdic(head: Buffer): boolean {
  const blanks = share(head, (byte) => byte === 0x40);
  return (
    share(head, isEbcdicText) > 0.9 &&
    share(head, (byte) => byte === 0x20) < 0.01 &&
    (blanks > 0.005 || head.length < 1_000) &&
    share(head, (byte) => byte >= 0x80) > 0.3 * (1 - blanks)
  );
}

function isEbcdicText(byte: number): boolean {
  if (byte >= 0x81) {
    const low = byte % 16;
    if (byte >= 0xf0) return low <= 9;
    return low <= 9 || byte === 0xad || byte === 0xbd || byte === 0xba || byte === 0xbb;
  }
  if (byte >= 0x40)
    return (
      byte === 0x40 || byte % 16 >= 0x0a || byte === 0x50 || byte === 0x60 || byte === 0x61 || byte === 0x79
    );
  return byte === 0x15 || byte === 0x25 || byte === 0x0d || byte === 0x05;
}

/** By what the two pages have in different places: brackets, then the not sign before an equals sign. */
function ebcdicPage(head: Buffer): EbcdicPage {
  let [for037, for1047] = [0, 0];
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at];
    if (byte === 0xba || byte === 0xbb) for037 += 2;
    else if (byte === 0xad || byte === 0xbd) for1047 += 2;
    else if (byte === 0x5f && head[at + 1] === 0x7e) for037 += 1;
    else if (byte === 0xb0 && head[at + 1] === 0x7e) for1047 += 1;
  }
  return for1047 > for037 ? 'ibm1047' : 'ibm037';
}

function hasCards(head: Buffer, sizeBytes: number): boolean {
  const hasEnds = head.some((byte) => byte === 0x15 || byte === 0x25 || byte === 0x0d);
  return !hasEnds && sizeBytes >= 2 * cardBytes && sizeBytes % cardBytes === 0;
}

function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c;
}

function share(head: Buffer, counts: (byte: number) => boolean): number {
  const length = Math.min(head.length, 65_536);
  let count = 0;
  for (let at = 0; at < length; at += 1) if (counts(head[at] ?? 0)) count += 1;
  return length === 0 ? 0 : count / length;
}
