import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnowledgeError, type Failure } from '../../../failure.ts';
import type { RejectedRecord, SourceOptions } from '../../transfer-types.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { openSource } from '../open-source.ts';
import type { RawRecord, Source, SourceItem } from '../source-record.ts';

/** All that a source has, by kind, in its order. */
export interface AllRead {
  readonly source: Pick<Source, 'format' | 'encoding' | 'delimiter' | 'native' | 'columns' | 'sizeBytes'>;
  readonly items: readonly SourceItem[];
  readonly raws: readonly RawRecord[];
  readonly rejected: readonly RejectedRecord[];
  /** Where reading has come to at its end. */
  readonly position: number;
}

/** Reads a file, a folder or an archive to its end. */
export async function readPath(path: string, options: SourceOptions = {}): Promise<AllRead> {
  const source = await openSource(path, options);
  try {
    const items = await gather(source.items());
    const { format, encoding, delimiter, native, columns, sizeBytes } = source;
    return {
      source: { format, encoding, delimiter, native, columns, sizeBytes },
      items,
      ...byKind(items),
      position: source.position(),
    };
  } finally {
    await source.close();
  }
}

/** Reads a file of these bytes to its end. Its name is `sample` and the ending. */
export async function readBytes(
  content: string | Buffer,
  ending = '',
  options: SourceOptions = {},
): Promise<AllRead> {
  const folder = mkdtempSync(join(tmpdir(), 'abendbook-read-'));
  const path = join(folder, `sample${ending}`);
  try {
    writeFileSync(path, content);
    return await readPath(path, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function gather(batches: AsyncIterable<readonly SourceItem[]>): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}

/** What comes before a reading fails, and the failure; null where it comes to its end. */
export async function gatherUntilFailure(batches: AsyncIterable<readonly SourceItem[]>): Promise<{
  readonly items: readonly SourceItem[];
  readonly failure: Failure | null;
}> {
  const items: SourceItem[] = [];
  try {
    for await (const batch of batches) items.push(...batch);
  } catch (caught) {
    if (caught instanceof KnowledgeError) return { items, failure: caught.failure };
    throw caught;
  }
  return { items, failure: null };
}

export function byKind(items: readonly SourceItem[]): Pick<AllRead, 'raws' | 'rejected'> {
  return {
    raws: items.flatMap((item) => (item.kind === 'entry' ? [item.raw] : [])),
    rejected: items.flatMap((item) => (item.kind === 'rejected' ? [item.rejected] : [])),
  };
}

/** Bytes that come in chunks of these sizes, in turn. As with files, a chunk is worth nothing once the next one has come. */
export function bytesInChunks(content: Buffer, sizes: readonly number[]): ByteSource {
  async function* chunks(): AsyncGenerator<Buffer> {
    let at = 0;
    for (let turn = 0; at < content.length; turn += 1) {
      const size = Math.max(1, sizes[turn % sizes.length] ?? content.length);
      const chunk = Buffer.from(content.subarray(at, at + size));
      yield chunk;
      chunk.fill(0xaa);
      at += size;
    }
  }
  return {
    name: 'sample',
    ending: '',
    sizeBytes: content.length,
    head: content,
    isHeadWhole: true,
    position: () => content.length,
    chunks,
    close: () => Promise.resolve(),
  };
}
