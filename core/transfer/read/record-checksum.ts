import { createHash } from 'node:crypto';
import type { ScannedRecord } from './json/parse-record.ts';
import type { RawRecord } from './source-record.ts';

/** So many bytes are handed to the hash at once; it is slow at the start of each piece. */
const pieceLength = 65_536;
const lineEnd = Buffer.from('\n');
const backslash = 0x5c;

/** The keys of an entry's record in the order in which exports write them. */
const entryKeys: readonly string[] = [
  'id',
  'title',
  'problem',
  'solution',
  'category',
  'severity',
  'tags',
  'archived',
  'createdAt',
  'updatedAt',
  'author',
  'metadata',
  'revision',
  'number',
  'revisions',
];
const keyPlaces: ReadonlyMap<string, number> = new Map(entryKeys.map((key, place) => [key, place]));

/**
 * The checksum over an export's records. It depends on what they hold and on their order, not on how the file lays them out. Where a record's own bytes are
 * known to be as exports write them (`written`), they save writing it again.
 */
export class RecordChecksum {
  readonly #hash = createHash('sha256');
  readonly #piece = Buffer.allocUnsafeSlow(pieceLength);
  #length = 0;

  entry(raw: RawRecord, written: Buffer | null = null): void {
    const ordered = inOrder(raw);
    this.#add(ordered === raw && written !== null ? written : Buffer.from(JSON.stringify(ordered)));
    this.#add(lineEnd);
  }

  row(table: string, values: RawRecord, written: Buffer | null = null): void {
    this.#add(Buffer.from(`${table}\t`));
    this.#add(written ?? Buffer.from(JSON.stringify(values)));
    this.#add(lineEnd);
  }

  /** In hex. Nothing can be added afterwards. */
  finish(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #add(bytes: Buffer): void {
    if (this.#length + bytes.length > pieceLength) this.#flush();
    if (bytes.length > pieceLength) {
      this.#hash.update(bytes);
      return;
    }
    bytes.copy(this.#piece, this.#length);
    this.#length += bytes.length;
  }

  #flush(): void {
    this.#hash.update(this.#piece.subarray(0, this.#length));
    this.#length = 0;
  }
}

/** A record's bytes where they are just what `JSON.stringify` makes of it: no blanks, none but the shortest escapes, only plain numbers. */
export function asWritten({ bytes, isCompact }: ScannedRecord): Buffer | null {
  if (bytes === null || !isCompact) return null;
  for (let at = bytes.indexOf(backslash); at >= 0; at = bytes.indexOf(backslash, at + 2)) {
    const escaped = bytes[at + 1];
    if (escaped === 0x75 || escaped === 0x2f) return null;
  }
  return bytes;
}

/** Other tools may sort keys. */
function inOrder(raw: RawRecord): RawRecord {
  let last = -1;
  for (const key of Object.keys(raw)) {
    const place = keyPlaces.get(key) ?? entryKeys.length;
    if (place < last) return sorted(raw);
    last = place;
  }
  return raw;
}

function sorted(raw: RawRecord): RawRecord {
  const known = entryKeys.filter((key) => Object.hasOwn(raw, key));
  const others = Object.keys(raw).filter((key) => !keyPlaces.has(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, raw[key]]));
}
