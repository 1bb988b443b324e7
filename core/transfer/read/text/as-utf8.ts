import type { ByteSource } from '../bytes/byte-source.ts';
import type { TextLayout } from './decode-text.ts';
import { headText, readText } from './text-source.ts';

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** The same text in UTF-8 without a byte order mark. What is no text becomes a byte that UTF-8 does not have. */
export function asUtf8(bytes: ByteSource, layout: TextLayout): ByteSource {
  if (layout.encoding === 'utf-8') {
    const hasMark = byteOrderMark.every((byte, place) => bytes.head[place] === byte);
    return hasMark
      ? { ...forward(bytes), head: bytes.head.subarray(3), chunks: () => withoutMark(bytes) }
      : bytes;
  }
  return { ...forward(bytes), head: encode(headText(bytes, layout)), chunks: () => encodeAll(bytes, layout) };
}

function forward(bytes: ByteSource): Omit<ByteSource, 'head' | 'chunks'> {
  const { name, ending, sizeBytes, isHeadWhole, position } = bytes;
  return { name, ending, sizeBytes, isHeadWhole, position, close: () => bytes.close() };
}

async function* withoutMark(bytes: ByteSource): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of bytes.chunks()) {
    yield isFirst ? chunk.subarray(byteOrderMark.length) : chunk;
    isFirst = false;
  }
}

async function* encodeAll(bytes: ByteSource, layout: TextLayout): AsyncGenerator<Buffer> {
  for await (const pieces of readText(bytes, layout)) for (const text of pieces) yield encode(text);
}

function encode(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text);
  const flaw = Buffer.from([0xff]);
  const parts = text.split(/\p{Surrogate}/u).flatMap((part, place) => {
    const bytes = Buffer.from(part);
    return place === 0 ? [bytes] : [flaw, bytes];
  });
  return Buffer.concat(parts);
}
