import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import type { Pace } from './pace.ts';
import type { PageFile, Pages } from './pages.ts';
import type { LoggedPages } from './read-log.ts';

interface Fold {
  readonly path: string;
  readonly log: string;
  readonly pageSize: number;
  readonly pages: LoggedPages;
}

/** Writes pages of a write-ahead log into their file, as SQLite does when it closes it. */
export async function foldLog({ path, log, pageSize, pages }: Fold, pace: Pace): Promise<void> {
  // No log can hold a page further behind than all of its own.
  const last = Math.ceil(statSync(path).size / pageSize) + pages.size;
  const from = openSync(log, 'r');
  const to = openSync(path, 'r+');
  try {
    const bytes = Buffer.alloc(pageSize);
    for (const [page, at] of pages) {
      if (page < 1 || page > last) continue;
      readSync(from, bytes, 0, pageSize, at);
      writeSync(to, bytes, 0, pageSize, (page - 1) * pageSize);
      if (pace.isDue) await pace.giveWay();
    }
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

/** A file as it is with some pages of a log put over it. */
export class LoggedOver implements Pages {
  readonly pageSize: number;
  readonly usable: number;
  readonly count: number;
  readonly #below: PageFile;
  readonly #log: number;
  readonly #logged: LoggedPages;

  constructor(below: PageFile, log: string, logged: LoggedPages) {
    this.pageSize = below.pageSize;
    this.usable = below.usable;
    this.count = below.count + logged.size;
    this.#below = below;
    this.#log = openSync(log, 'r');
    this.#logged = logged;
  }

  read(page: number): Buffer | null {
    const at = this.#logged.get(page);
    if (at === undefined) return this.#below.read(page);
    const bytes = Buffer.alloc(this.pageSize);
    readSync(this.#log, bytes, 0, this.pageSize, at);
    return bytes;
  }

  close(): void {
    closeSync(this.#log);
  }
}
