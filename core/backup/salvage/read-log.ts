import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { carryOn, isSame, sumAt, type LogSum } from './log-checksum.ts';
import type { Pace } from './pace.ts';
import { isPageSize } from './page-size.ts';

/** Where in a write-ahead log the newest form of each page is, by the page's number. */
export type LoggedPages = ReadonlyMap<number, number>;

/** What a write-ahead log holds. */
export interface LogContents {
  readonly pageSize: number;
  /** What SQLite itself would read: committed, up to the first frame that is damaged. */
  readonly committed: LoggedPages;
  /** Committed behind that. */
  readonly later: LoggedPages;
  /** Its header or one of its frames is damaged. */
  readonly damaged: boolean;
}

const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * Reads a write-ahead log, whatever is left of it; null where there is nothing in it. Each frame's sum goes on from the sum that the frame before it
 * carries, so the frames behind a damaged one can still be checked. Frames of an earlier log, which SQLite leaves in the file, have another salt.
 */
export async function readLog(path: string, pageSize: number, pace: Pace): Promise<LogContents | null> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const header = Buffer.alloc(headerBytes);
    readSync(file, header, 0, headerBytes, 0);
    const log = logHeader(header);
    const frameSize = frameHeaderBytes + (log.pageSize ?? pageSize);
    const frames = Math.floor((size - headerBytes) / frameSize);
    if (frames < 1) return null;
    const state = new LogState(log.sum);
    const frame = Buffer.alloc(frameSize);
    let { salt } = log;
    for (let index = 0; index < frames; index += 1) {
      const at = headerBytes + index * frameSize;
      readSync(file, frame, 0, frameSize, at);
      const frameSalt = frame.readBigUInt64BE(8);
      // Where the header is lost, the first frame has to be believed.
      salt ??= frameSalt;
      state.add(frame, at + frameHeaderBytes, frameSalt === salt, log.bigEndian);
      if (pace.isDue) await pace.giveWay();
    }
    return {
      pageSize: frameSize - frameHeaderBytes,
      ...state.contents(),
      damaged: state.damaged || log.sum === null,
    };
  } finally {
    closeSync(file);
  }
}

function logHeader(header: Buffer): {
  readonly pageSize: number | null;
  readonly bigEndian: boolean;
  readonly sum: LogSum | null;
  readonly salt: bigint | null;
} {
  const magic = header.readUInt32BE(0);
  const bigEndian = magic === 0x377f0683;
  const sum = sumAt(header, 24);
  const known = bigEndian || magic === 0x377f0682;
  const size = header.readUInt32BE(8);
  const sound =
    known && isPageSize(size) && isSame(carryOn({ one: 0, two: 0 }, header.subarray(0, 24), bigEndian), sum);
  if (!sound) return { pageSize: null, bigEndian: false, sum: null, salt: null };
  return { pageSize: size, bigEndian, sum, salt: header.readBigUInt64BE(16) };
}

/** What was read so far. */
class LogState {
  readonly #committed = new Map<number, number>();
  readonly #later = new Map<number, number>();
  /** Of a transaction whose end has not been read yet. */
  readonly #open = new Map<number, number>();
  /** The sum of the frame before; null where it is not known. */
  #sum: LogSum | null;
  #first = true;
  #broken = false;
  /** A frame of this log came after one that is damaged or of another log. */
  damaged = false;

  constructor(sum: LogSum | null) {
    this.#sum = sum;
  }

  add(frame: Buffer, pageAt: number, ours: boolean, bigEndian: boolean): void {
    const first = this.#first;
    this.#first = false;
    const carried = sumAt(frame, 16);
    const before = this.#sum;
    this.#sum = ours ? carried : null;
    if (!ours) {
      this.#broken = true;
      return;
    }
    if (before !== null) {
      const half = carryOn(before, frame.subarray(0, 8), bigEndian);
      if (!isSame(carryOn(half, frame.subarray(frameHeaderBytes), bigEndian), carried)) {
        this.#broken = true;
        this.damaged = true;
        return;
      }
    } else if (!first) {
      this.damaged = true;
    }
    this.#open.set(frame.readUInt32BE(0), pageAt);
    if (frame.readUInt32BE(4) === 0) return;
    const target = this.#broken ? this.#later : this.#committed;
    for (const [page, at] of this.#open) target.set(page, at);
    this.#open.clear();
  }

  contents(): Pick<LogContents, 'committed' | 'later'> {
    return { committed: this.#committed, later: this.#later };
  }
}
