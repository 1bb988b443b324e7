import { createHash } from 'node:crypto';
import type { RawRecord } from './source-record.ts';

/** So much text is handed to the hash at once; it is slow at the start of each piece. */
const pieceLength = 65_536;

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

/** The checksum over an export's records. It depends on what they hold and on their order, not on how the file lays them out. */
export class RecordChecksum {
  readonly #hash = createHash('sha256');
  #text = '';

  entry(raw: RawRecord): void {
    this.#add(`${JSON.stringify(inOrder(raw))}\n`);
  }

  row(table: string, values: RawRecord): void {
    this.#add(`${table}\t${JSON.stringify(values)}\n`);
  }

  /** In hex. Nothing can be added afterwards. */
  finish(): string {
    this.#hash.update(this.#text);
    return this.#hash.digest('hex');
  }

  #add(text: string): void {
    this.#text += text;
    if (this.#text.length < pieceLength) return;
    this.#hash.update(this.#text);
    this.#text = '';
  }
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
