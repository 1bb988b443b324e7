import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

/** So many bytes are handed to the system at once. */
const enough = 1 << 18;

/** Writes a new file piece by piece: while the system takes one piece the next is made, and never more than that wait. */
export class FileWriter {
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** A file that is not there yet. */
  static async create(path: string): Promise<FileWriter> {
    return new FileWriter(await open(path, 'wx'));
  }

  async write(piece: string | Buffer): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= enough) await this.#hand();
  }

  /** Waits until all of it is on the disk. Returns the file's size in bytes and its SHA-256 in hex. */
  async finish(): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
    await this.#hand();
    await this.#writing;
    await this.#file.sync();
    await this.#file.close();
    return { sizeBytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Closes a file that is not going to be finished. Never throws. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close().catch(() => undefined);
  }

  async #hand(): Promise<void> {
    const [only] = this.#waiting;
    const bytes = this.#waiting.length === 1 && only ? only : Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#writing;
    this.#writing = this.#put(bytes);
    // It is waited for before the next piece; until then nobody listens.
    this.#writing.catch(() => undefined);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  async #put(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#file.write(bytes, done);
      done += bytesWritten;
    }
  }
}
