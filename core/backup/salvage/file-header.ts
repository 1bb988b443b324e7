import { isPageSize } from './page-size.ts';

export const fileHeaderBytes = 100;
const magic = Buffer.from('SQLite format 3\0', 'latin1');
/** Fractions of a page that SQLite wants to read so and not otherwise. */
const fractions = [64, 32, 32] as const;

/** What the first 100 bytes of a file say (https://sqlite.org/fileformat2.html#the_database_header). */
export interface FileHeader {
  /** It is one of SQLite's, as far as can be told. */
  readonly sound: boolean;
  /** Null where it says none that there is. */
  readonly pageSize: number | null;
  /** Bytes at the end of each page that are not used. */
  readonly reserved: number;
  readonly userVersion: number;
  /** The first page of the list of free ones, and how many there are. */
  readonly firstFree: number;
  readonly freePages: number;
}

export function readFileHeader(bytes: Buffer): FileHeader {
  const stated = bytes.readUInt16BE(16);
  const size = stated === 1 ? 65_536 : stated;
  const pageSize = isPageSize(size) ? size : null;
  const sound =
    bytes.subarray(0, magic.length).equals(magic) &&
    pageSize !== null &&
    fractions.every((fraction, index) => bytes[21 + index] === fraction);
  const reserved = bytes[20] ?? 0;
  return {
    sound,
    pageSize,
    reserved: sound && pageSize - reserved >= 480 ? reserved : 0,
    userVersion: sound ? bytes.readUInt32BE(60) : 0,
    firstFree: sound ? bytes.readUInt32BE(32) : 0,
    freePages: sound ? bytes.readUInt32BE(36) : 0,
  };
}

/** Makes the header in a first page fit its file, which has no log any more; one that is not SQLite's is made anew. */
export function mendFileHeader(page: Buffer, count: number): void {
  if (!readFileHeader(page).sound) {
    page.fill(0, 0, fileHeaderBytes);
    magic.copy(page);
    page.writeUInt16BE(page.length === 65_536 ? 1 : page.length, 16);
    for (const [index, fraction] of fractions.entries()) page[21 + index] = fraction;
    page.writeUInt32BE(1, 24);
  }
  // Neither to be read nor to be written with a log.
  page[18] = 1;
  page[19] = 1;
  page.writeUInt32BE(count, 28);
  // The form of the schema, and UTF-8.
  page.writeUInt32BE(4, 44);
  page.writeUInt32BE(1, 56);
  // The count of pages holds only if it is as old as the last change.
  page.copy(page, 92, 24, 28);
}
