import { isAscii } from 'node:buffer';
import type { ByteSource } from '../bytes/byte-source.ts';
import { textDecoding, type TextDecoding, type TextLayout } from './decode-text.ts';
import { sniffEncoding } from './sniff-encoding.ts';

/** So many bytes become one text. Texts of more are set apart by the engine, which takes its time to clear them away. */
const pieceBytes = 32_768;

/** The text of a source: for each chunk of bytes its pieces, which are decoded one after another as they are asked for. */
export async function* readText(bytes: ByteSource, layout: TextLayout): AsyncGenerator<Iterable<string>> {
  const decoding = textDecoding(layout);
  for await (const chunk of bytes.chunks()) yield decodePieces(decoding, chunk);
  yield [decoding.end()];
}

function* decodePieces(decoding: TextDecoding, chunk: Buffer): Generator<string> {
  for (let at = 0; at < chunk.length; at += pieceBytes)
    yield decoding.write(chunk.subarray(at, at + pieceBytes));
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
