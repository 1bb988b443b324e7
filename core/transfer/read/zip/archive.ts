import { crc32 } from 'node:zlib';
import type { Readable } from 'node:stream';
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl';
import { readingFailure, sourceFailure } from '../source-failure.ts';

/** What unpacking may come to, whatever the archive says of itself. */
export const archiveLimits = {
  files: 200_000,
  /** All files together. */
  bytes: 8_000_000_000,
  /** Of what comes out to the archive's own size. */
  ratio: 200,
  /** Below this the ratio does not matter. */
  harmlessBytes: 16_000_000,
};

/** A file in an archive, by its name with slashes. */
export interface ArchivedFile {
  readonly name: string;
  readonly entry: Entry;
  /** Why it is not to be touched; null where it may be read. */
  readonly refused: { readonly kind: 'unsafe-path' | 'not-readable'; readonly reason: string } | null;
}

/** A zip archive that is open for one reading. What comes out is counted, and bombs are refused. */
export class Archive {
  readonly #path: string;
  readonly #zip: ZipFile;
  #unpacked = 0;

  private constructor(path: string, zip: ZipFile) {
    this.#path = path;
    this.#zip = zip;
  }

  /** Throws a `KnowledgeError` of kind invalid-file. */
  static async open(path: string): Promise<Archive> {
    try {
      // Names are looked at one by one: a bad one rejects its file, and not the archive.
      const zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
      if (zip.entryCount <= archiveLimits.files) return new Archive(path, zip);
      zip.close();
    } catch (caught) {
      throw archiveFailure(caught, path);
    }
    throw sourceFailure(
      'invalid-file',
      `${path} cannot be read: there are more than ${archiveLimits.files.toLocaleString('en')} files in it.`,
      'Import it in parts.',
    );
  }

  get sizeBytes(): number {
    return this.#zip.fileSize;
  }

  /** Its files in its own order, folders and what is hidden left out. */
  async *files(): AsyncGenerator<ArchivedFile> {
    try {
      for await (const entry of this.#zip.eachEntry()) {
        const name = getFileNameLowLevel(
          entry.generalPurposeBitFlag,
          entry.fileNameRaw,
          entry.extraFields,
          true,
        );
        if (name.endsWith('/') || isHidden(name)) continue;
        yield { name, entry, refused: refusal(name, entry) };
      }
    } catch (caught) {
      throw archiveFailure(caught, this.#path);
    }
  }

  /** The bytes of a file as they are unpacked. Throws a `KnowledgeError` of kind invalid-file for a bomb, and a `BadFile` where it is damaged. */
  async *unpack({ entry }: ArchivedFile): AsyncGenerator<Buffer> {
    let stream: Readable;
    let sum = 0;
    try {
      stream = await this.#zip.openReadStreamPromise(entry);
    } catch (caught) {
      throw badFile(caught);
    }
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.#count(chunk.length);
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (caught) {
      throw badFile(caught);
    } finally {
      stream.destroy();
    }
    if (sum !== entry.crc32) throw new BadFile('It is damaged: its checksum is wrong.');
  }

  close(): void {
    this.#zip.close();
  }

  #count(bytes: number): void {
    this.#unpacked += bytes;
    const isBomb =
      this.#unpacked > archiveLimits.bytes ||
      (this.#unpacked > archiveLimits.harmlessBytes &&
        this.#unpacked > archiveLimits.ratio * this.#zip.fileSize);
    if (!isBomb) return;
    throw sourceFailure(
      'invalid-file',
      `${this.#path} unpacks to far more than its ${this.#zip.fileSize.toLocaleString('en')} bytes can mean well, so it was not read on.`,
      'If you trust it, unpack it and import the folder or file.',
    );
  }
}

/** A file in an archive that cannot be unpacked; the others may be sound. */
export class BadFile extends Error {}

function badFile(caught: unknown): unknown {
  if (!(caught instanceof Error) || caught.name === 'KnowledgeError' || caught instanceof BadFile)
    return caught;
  return new BadFile(`It cannot be unpacked: ${caught.message.split('\n')[0]?.slice(0, 200)}.`, {
    cause: caught,
  });
}

function archiveFailure(caught: unknown, path: string): unknown {
  const failure = readingFailure(caught, path);
  if (failure !== caught || !(caught instanceof Error) || caught.name === 'KnowledgeError') return failure;
  return sourceFailure(
    'invalid-file',
    `${path} is an archive that cannot be read: ${caught.message.split('\n')[0]?.slice(0, 200)}.`,
    'Copy or pack it again, or unpack it and import the folder or file.',
    { cause: caught },
  );
}

/** Also what macOS puts beside each file. */
function isHidden(name: string): boolean {
  return name
    .split(/[/\\]/u)
    .some((part) => (part.startsWith('.') && part !== '..' && part !== '.') || part === '__MACOSX');
}

function refusal(name: string, entry: Entry): ArchivedFile['refused'] {
  if (isUnsafe(name))
    return { kind: 'unsafe-path', reason: 'Its name leads out of the archive, so it was not read.' };
  if (isLink(entry))
    return { kind: 'unsafe-path', reason: 'It is a link to another place, which is not followed.' };
  if (entry.isEncrypted())
    return { kind: 'not-readable', reason: 'It is encrypted: unpack it and import the folder.' };
  return null;
}

function isUnsafe(name: string): boolean {
  return (
    name.startsWith('/') ||
    /^[a-z]:/iu.test(name) ||
    name.includes('\\') ||
    name.includes('\0') ||
    name.split('/').includes('..')
  );
}

/** As Unix writes a link's mode. */
function isLink(entry: Entry): boolean {
  return entry.externalFileAttributes >>> 28 === 0xa;
}
