import { endingOf, headBytes, type ByteSource } from '../bytes/byte-source.ts';
import { sourceFailure } from '../source-failure.ts';
import { Archive, BadFile } from './archive.ts';

/** The bytes of one file in an archive, unpacked anew for each reading. Throws a `KnowledgeError` of kind invalid-file or corrupt-file. */
export async function openArchivedBytes(path: string, name: string, sizeBytes: number): Promise<ByteSource> {
  let position = 0;
  const chunks = (): AsyncGenerator<Buffer> =>
    unpack(path, name, (length) => {
      position = length;
    });
  const head = await readHead(chunks());
  return {
    name: `${name} in ${path}`,
    ending: endingOf(name),
    sizeBytes,
    head,
    isHeadWhole: head.length >= sizeBytes,
    position: () => position,
    chunks,
    close: () => Promise.resolve(),
  };
}

async function readHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    head.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(head).subarray(0, headBytes);
}

async function* unpack(
  path: string,
  name: string,
  onPosition: (position: number) => void,
): AsyncGenerator<Buffer> {
  const archive = await Archive.open(path);
  let position = 0;
  try {
    for await (const file of archive.files()) {
      if (file.name !== name || file.refused !== null) continue;
      for await (const chunk of archive.unpack(file)) {
        position += chunk.length;
        onPosition(position);
        yield chunk;
      }
      return;
    }
  } catch (caught) {
    if (!(caught instanceof BadFile)) throw caught;
    throw sourceFailure(
      'corrupt-file',
      `${name} in ${path} cannot be read to its end. ${caught.message}`,
      'Copy or pack the archive again.',
      { cause: caught },
    );
  } finally {
    archive.close();
  }
}
