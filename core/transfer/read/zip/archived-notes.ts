import type { SourceOptions } from '../../transfer-types.ts';
import { isMarkdownName } from '../markdown/list-notes.ts';
import { parseNote } from '../markdown/parse-note.ts';
import { recordLimits, recordTooLarge } from '../record-limits.ts';
import type { Source, SourceItem } from '../source-record.ts';
import { Archive, BadFile, type ArchivedFile } from './archive.ts';

const batchFiles = 100;
const batchBytes = 1_000_000;

/** The Markdown files in an archive as a source. Everything else in it is left out, but for what is suspect. */
export function archivedNotes(path: string, sizeBytes: number, options: SourceOptions): Source {
  let position = 0;
  const items = async function* (): AsyncGenerator<readonly SourceItem[]> {
    position = 0;
    const archive = await Archive.open(path);
    try {
      let batch: SourceItem[] = [];
      let held = 0;
      let record = 0;
      for await (const file of archive.files()) {
        position = file.entry.relativeOffsetOfLocalHeader;
        if (!isMarkdownName(file.name) && !isArchiveName(file.name) && file.refused?.kind !== 'unsafe-path')
          continue;
        record += 1;
        batch.push(await readFile(archive, file, record, options));
        held += Math.min(file.entry.uncompressedSize, recordLimits.bytes);
        if (batch.length < batchFiles && held < batchBytes) continue;
        yield batch;
        batch = [];
        held = 0;
      }
      position = sizeBytes;
      if (batch.length > 0) yield batch;
    } finally {
      archive.close();
    }
  };
  return {
    format: 'markdown',
    encoding: options.encoding ?? 'utf-8',
    delimiter: null,
    native: true,
    sizeBytes,
    position: () => position,
    columns: null,
    items,
    close: () => Promise.resolve(),
  };
}

export function isArchiveName(name: string): boolean {
  return /\.(?:zip|jar|7z|rar|tar|t?gz)$/iu.test(name);
}

async function readFile(
  archive: Archive,
  file: ArchivedFile,
  record: number,
  { encoding }: SourceOptions,
): Promise<SourceItem> {
  const where = file.name.slice(0, 500);
  const reject = (kind: 'unsafe-path' | 'not-readable' | 'too-large', reason: string): SourceItem => ({
    kind: 'rejected',
    rejected: { record, where, title: null, kind, reason },
  });
  if (file.refused !== null) return reject(file.refused.kind, file.refused.reason);
  if (isArchiveName(file.name))
    return reject('not-readable', 'It is an archive in an archive, which is not opened.');
  if (file.entry.uncompressedSize > recordLimits.bytes) return reject('too-large', recordTooLarge);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of archive.unpack(file)) {
      length += chunk.length;
      if (length > recordLimits.bytes) return reject('too-large', recordTooLarge);
      chunks.push(chunk);
    }
  } catch (caught) {
    if (!(caught instanceof BadFile)) throw caught;
    return reject('not-readable', caught.message);
  }
  return parseNote({ record, where, bytes: Buffer.concat(chunks, length) }, encoding);
}
