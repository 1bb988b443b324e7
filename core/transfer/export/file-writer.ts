import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

/** So many bytes are handed to the system at once. */
const pieceBytes = 1 << 18;

/**
 * Writes a new file piece by piece: while the system takes one piece the next is made, and never more than that wait. Both have their places, so that no memory is left behind
 * that would have to be collected.
 */
export class FileWriter {
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #piece = Buffer.allocUnsafeSlow(pieceBytes);
  #otherPiece = Buffer.allocUnsafeSlow(pieceBytes);
  #length = 0;
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** A file that is not there yet. */
  static async create(path: string): Promise<FileWriter> {
    return new FileWriter(await open(path, 'wx'));
  }

  async write(text: string | Buffer): Promise<void> {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    for (let done = 0; done < bytes.length;) {
      const copied = bytes.copy(this.#piece, this.#length, done);
      done += copied;
      this.#length += copied;
      if (this.#length === pieceBytes) await this.#hand();
    }
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
    const bytes = this.#piece.subarray(0, this.#length);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    await this.#writing;
    this.#writing = this.#put(bytes);
    // It is waited for before the next piece; until then nobody listens.
    this.#writing.catch(() => undefined);
    [this.#piece, this.#otherPiece] = [this.#otherPiece, this.#piece];
    this.#length = 0;
  }

  async #put(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#file.write(bytes, done);
      done += bytesWritten;
    }
  }
}
