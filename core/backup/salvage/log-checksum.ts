/** The two sums that a write-ahead log carries from frame to frame. */
export interface LogSum {
  readonly one: number;
  readonly two: number;
}

/** Carries a sum on over bytes (https://sqlite.org/fileformat2.html#checksum_algorithm), a multiple of 8 of them. */
export function carryOn({ one, two }: LogSum, bytes: Buffer, bigEndian: boolean): LogSum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [first, second] = [one, two];
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + view.getUint32(at, !bigEndian) + second) >>> 0;
    second = (second + view.getUint32(at + 4, !bigEndian) + first) >>> 0;
  }
  return { one: first, two: second };
}

/** The sum that is written at a place in a header. */
export function sumAt(bytes: Buffer, at: number): LogSum {
  return { one: bytes.readUInt32BE(at), two: bytes.readUInt32BE(at + 4) };
}

export function isSame(sum: LogSum, other: LogSum): boolean {
  return sum.one === other.one && sum.two === other.two;
}
