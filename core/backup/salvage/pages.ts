import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

/** The pages of a database, numbered from 1. */
export interface Pages {
  readonly pageSize: number;
  /** Bytes of a page that SQLite uses: all but those reserved at its end. */
  readonly usable: number;
  readonly count: number;
  /** The bytes of a page, or null where there is none of that number. */
  read(page: number): Buffer | null;
}

/** A database file, read and written page by page, so that its size does not matter. What is missing of the last page reads as zeros. */
export class PageFile implements Pages {
  readonly pageSize: number;
  readonly usable: number;
  readonly count: number;
  readonly #file: number;

  constructor(path: string, pageSize: number, reserved = 0) {
    this.#file = openSync(path, 'r+');
    this.pageSize = pageSize;
    this.usable = pageSize - reserved;
    this.count = Math.ceil(fstatSync(this.#file).size / pageSize);
  }

  read(page: number): Buffer | null {
    if (page < 1 || page > this.count) return null;
    const bytes = Buffer.alloc(this.pageSize);
    readSync(this.#file, bytes, 0, this.pageSize, (page - 1) * this.pageSize);
    return bytes;
  }

  write(page: number, bytes: Buffer): void {
    writeSync(this.#file, bytes, 0, this.pageSize, (page - 1) * this.pageSize);
  }

  close(): void {
    closeSync(this.#file);
  }
}
