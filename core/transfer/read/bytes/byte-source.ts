import { open, type FileHandle } from 'node:fs/promises';
import { readingFailure } from '../source-failure.ts';

/** So many bytes are read at once; what they hold makes one batch. */
const chunkBytes = 262_144;

/** So many bytes at the beginning are looked at to find out what a source is. */
export const headBytes = 1_048_576;

/** Bytes that can be read from their beginning, more than once. */
export interface ByteSource {
  /** As the user knows it. */
  readonly name: string;
  /** Of the file's name, in small letters and without the dot. */
  readonly ending: string;
  readonly sizeBytes: number;
  /** The first bytes, at most `headBytes`. */
  readonly head: Buffer;
  /** There are no others. */
  readonly isHeadWhole: boolean;
  /** How far the latest reading has come. */
  readonly position: () => number;
  /** From the beginning. A chunk may be written over once the next one is asked for. */
  chunks(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Opens a file's bytes. Throws a `KnowledgeError` of kind file-missing, read-only-file or corrupt-file. */
export async function openFileBytes(path: string): Promise<ByteSource> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return new FileBytes(path, file, size, await readHead(file));
    } catch (caught) {
      await file.close();
      throw caught;
    }
  } catch (caught) {
    throw readingFailure(caught, path);
  }
}

/** What follows a name's last dot, in small letters. */
export function endingOf(name: string): string {
  return /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}

async function readHead(file: FileHandle): Promise<Buffer> {
  const head = Buffer.alloc(headBytes);
  let length = 0;
  while (length < headBytes) {
    const { bytesRead } = await file.read(head, length, headBytes - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return Buffer.from(head.subarray(0, length));
}

class FileBytes implements ByteSource {
  readonly name: string;
  readonly ending: string;
  readonly sizeBytes: number;
  readonly head: Buffer;
  readonly isHeadWhole: boolean;
  readonly #file: FileHandle;
  #position = 0;

  constructor(name: string, file: FileHandle, sizeBytes: number, head: Buffer) {
    this.name = name;
    this.ending = endingOf(name);
    this.#file = file;
    this.sizeBytes = sizeBytes;
    this.head = head;
    this.isHeadWhole = head.length >= sizeBytes;
  }

  readonly position = (): number => this.#position;

  /** While one chunk is worked on, the next one is read into the other buffer. */
  async *chunks(): AsyncGenerator<Buffer> {
    let [current, other] = [Buffer.allocUnsafeSlow(chunkBytes), Buffer.allocUnsafeSlow(chunkBytes)];
    let offset = 0;
    let reading = this.#read(current, offset);
    try {
      for (;;) {
        const length = await reading;
        if (length === 0) return;
        offset += length;
        reading = this.#read(other, offset);
        // It is awaited at the next turn; until then its failure is nobody's.
        reading.catch(() => undefined);
        this.#position = offset;
        yield current.subarray(0, length);
        [current, other] = [other, current];
      }
    } finally {
      await reading.catch(() => undefined);
    }
  }

  async #read(into: Buffer, at: number): Promise<number> {
    try {
      return (await this.#file.read(into, 0, into.length, at)).bytesRead;
    } catch (caught) {
      throw readingFailure(caught, this.name);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
