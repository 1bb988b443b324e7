import { isAscii } from 'node:buffer';
import type { ByteSource } from '../bytes/byte-source.ts';
import { textDecoding, type TextLayout } from './decode-text.ts';
import { sniffEncoding } from './sniff-encoding.ts';

/** The text of a source, piece by piece. */
export async function* readText(bytes: ByteSource, layout: TextLayout): AsyncGenerator<string> {
  const decoding = textDecoding(layout);
  for await (const chunk of bytes.chunks()) {
    const text = decoding.write(chunk);
    if (text !== '') yield text;
  }
  const last = decoding.end();
  if (last !== '') yield last;
}

/** The text of a source's first bytes. */
export function headText(bytes: ByteSource, layout: TextLayout): string {
  const decoding = textDecoding(layout);
  const text = decoding.write(bytes.head);
  return bytes.isHeadWhole ? text + decoding.end() : text;
}

/** Finds out the encoding. Where the first bytes leave it open, since they have nothing but ASCII, the first ones that have more decide. */
export async function findLayout(bytes: ByteSource): Promise<TextLayout | null> {
  if (bytes.isHeadWhole || !isAscii(bytes.head)) return sniffEncoding(bytes.head, bytes.sizeBytes);
  for await (const chunk of bytes.chunks()) {
    if (isAscii(chunk)) continue;
    // Its first character may have begun in the chunk before.
    const first = chunk.findIndex((byte) => byte >= 0x80);
    return sniffEncoding(chunk.subarray(Math.max(0, first - 1)), Number.POSITIVE_INFINITY);
  }
  return { encoding: 'utf-8', lineBytes: null };
}
