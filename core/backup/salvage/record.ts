import { VarintReader } from './varint.ts';

/** A value as a file holds it. Integers are bigints, since a file holds larger ones than a number can. */
export type Value = null | bigint | number | string | Buffer;

interface RecordHeader {
  /** Serial types (https://sqlite.org/fileformat2.html#record_format), one for each value. */
  readonly types: readonly number[];
  /** Bytes of the header itself. */
  readonly size: number;
}

/** The types of a record's values, as far as its header is in these bytes. Null where there is none, or it does not fit the record's size. */
export function readRecordHeader(bytes: Buffer, recordSize: number): RecordHeader | null {
  const reader = new VarintReader(bytes, 0);
  const size = reader.next();
  if (size === null || size > bytes.length || size > recordSize) return null;
  const types: number[] = [];
  let bodySize = 0;
  while (reader.at < size) {
    const type = reader.next();
    if (type === null || type === 10 || type === 11) return null;
    types.push(type);
    bodySize += sizeOfType(type);
  }
  // Random bytes rarely add up.
  return reader.at === size && size + bodySize === recordSize ? { types, size } : null;
}

/** The values of a record; null where it is none. */
export function decodeRecord(record: Buffer): readonly Value[] | null {
  const header = readRecordHeader(record, record.length);
  if (header === null) return null;
  let at = header.size;
  return header.types.map((type) => {
    const value = readValue(record, at, type);
    at += sizeOfType(type);
    return value;
  });
}

const integerSizes = [0, 1, 2, 3, 4, 6, 8] as const;

function sizeOfType(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return type === 7 ? 8 : (integerSizes[type] ?? 0);
}

function readValue(record: Buffer, at: number, type: number): Value {
  if (type === 0) return null;
  if (type === 7) return record.readDoubleBE(at);
  if (type === 8) return 0n;
  if (type === 9) return 1n;
  if (type === 6) return record.readBigInt64BE(at);
  if (type < 6) return BigInt(record.readIntBE(at, sizeOfType(type)));
  const bytes = record.subarray(at, at + sizeOfType(type));
  return type % 2 === 1 ? bytes.toString('utf8') : Buffer.from(bytes);
}
