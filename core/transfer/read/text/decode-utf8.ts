import { isUtf8 } from 'node:buffer';
import type { TextDecoding } from './decode-text.ts';

/**
 * Decodes UTF-8 in chunks of any size. A byte that belongs to no character becomes half a character, U+DC00 and its value, so that the record in which it
 * stands can be told from sound ones.
 */
export class Utf8Decoding implements TextDecoding {
  #rest = Buffer.alloc(0);
  #isStart = true;

  write(chunk: Buffer): string {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - unfinished(bytes);
    this.#rest = Buffer.from(bytes.subarray(whole));
    return this.#withoutMark(decode(bytes.subarray(0, whole)));
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return this.#withoutMark(decode(rest));
  }

  #withoutMark(text: string): string {
    if (!this.#isStart || text === '') return text;
    this.#isStart = false;
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  }
}

function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  let text = '';
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += bytes.toString('utf8', start, at) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += 1;
    start = at;
  }
  return text + bytes.toString('utf8', start);
}

/** How many bytes the character at a place has; 0 where there is none. */
function characterLength(bytes: Buffer, at: number): number {
  const length = lengthByFirst(bytes[at] ?? 0);
  if (length < 2) return length;
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

function lengthByFirst(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  if (byte < 0xf0) return 3;
  return byte < 0xf5 ? 4 : 0;
}

/** How many bytes at the end are the beginning of a character that goes on. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthByFirst(byte) > back ? back : 0;
  }
  return 0;
}
