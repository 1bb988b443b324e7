import type { TextEncodingName } from '../../transfer-types.ts';
import { codePages } from './code-pages.ts';
import { Utf8Decoding } from './decode-utf8.ts';

/**
 * Turns bytes that come in chunks into text. A byte order mark is left out. What is no text in the encoding becomes half of a character (a lone surrogate), so
 * that the record in which it stands can be told from sound ones.
 */
export interface TextDecoding {
  write(chunk: Buffer): string;
  /** What was left over at the end. */
  end(): string;
}

/** How the text of a file is laid out. */
export interface TextLayout {
  readonly encoding: TextEncodingName;
  /** Lines of so many bytes each without line ends, as mainframes keep them; null where there are line ends. */
  readonly lineBytes: number | null;
}

export function textDecoding({ encoding, lineBytes }: TextLayout): TextDecoding {
  switch (encoding) {
    case 'utf-8':
      return new Utf8Decoding();
    case 'utf-16le':
    case 'utf-16be':
      return new Utf16Decoding(encoding === 'utf-16be');
    case 'windows-1252':
      return new Windows1252Decoding();
    case 'ibm037':
    case 'ibm1047': {
      const page = pageWithLineEnds(codePages[encoding]);
      return lineBytes === null ? new PageDecoding(page) : new BlockDecoding(page, lineBytes);
    }
  }
}

class Utf16Decoding implements TextDecoding {
  readonly #isBigEndian: boolean;
  #rest = Buffer.alloc(0);
  #isStart = true;

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian;
  }

  write(chunk: Buffer): string {
    const bytes = Buffer.concat([this.#rest, chunk]);
    const even = bytes.length - (bytes.length % 2);
    const units = bytes.subarray(0, even);
    if (this.#isBigEndian) units.swap16();
    const text = units.toString('utf16le');
    // Half a character waits for its other half.
    const kept = /[\ud800-\udbff]$/u.test(text) ? 1 : 0;
    const rest = Buffer.from(bytes.subarray(even - 2 * kept));
    if (this.#isBigEndian) rest.subarray(0, 2 * kept).swap16();
    this.#rest = rest;
    return this.#withoutMark(text.slice(0, text.length - kept));
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return rest.length === 0 ? '' : '\udc00';
  }

  #withoutMark(text: string): string {
    if (!this.#isStart || text === '') return text;
    this.#isStart = false;
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  }
}

class Windows1252Decoding implements TextDecoding {
  readonly #decoder = new TextDecoder('windows-1252');

  write(chunk: Buffer): string {
    return this.#decoder.decode(chunk);
  }

  end(): string {
    return '';
  }
}

class PageDecoding implements TextDecoding {
  readonly #page: Uint8Array;

  constructor(page: Uint8Array) {
    this.#page = page;
  }

  write(chunk: Buffer): string {
    return translate(chunk, this.#page);
  }

  end(): string {
    return '';
  }
}

/** Lines of a fixed length, filled up with blanks. */
class BlockDecoding implements TextDecoding {
  readonly #page: Uint8Array;
  readonly #lineBytes: number;
  #rest = Buffer.alloc(0);

  constructor(page: Uint8Array, lineBytes: number) {
    this.#page = page;
    this.#lineBytes = lineBytes;
  }

  write(chunk: Buffer): string {
    const bytes = Buffer.concat([this.#rest, chunk]);
    let text = '';
    let at = 0;
    for (; at + this.#lineBytes <= bytes.length; at += this.#lineBytes)
      text += `${translate(bytes.subarray(at, at + this.#lineBytes), this.#page).trimEnd()}\n`;
    this.#rest = bytes.subarray(at);
    return text;
  }

  end(): string {
    return translate(this.#rest, this.#page);
  }
}

function translate(bytes: Buffer, page: Uint8Array): string {
  const latin = Buffer.allocUnsafe(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) latin[at] = page[bytes[at] ?? 0] ?? 0;
  return latin.toString('latin1');
}

/** Both NEL (byte 15, z/OS UNIX) and LF (byte 25) end a line. */
function pageWithLineEnds(page: Uint8Array): Uint8Array {
  const withEnds = Uint8Array.from(page);
  withEnds[0x15] = 0x0a;
  return withEnds;
}
