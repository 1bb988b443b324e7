/** A number from 0 up to a largest one. */
export type Draw = (most: number) => number;

/** What happened to a file. */
export interface Damage {
  readonly bytes: Buffer;
  /** Pages that are not as they were. */
  readonly pages: ReadonlySet<number>;
}

/** Ways in which files are damaged, each drawn at random. They work on a copy of the bytes. */
export const damageKinds = {
  'its header zeroed': (bytes: Buffer): Damage => ({ bytes: bytes.fill(0, 0, 100), pages: new Set() }),
  'its first page zeroed': (bytes: Buffer, size: number): Damage => ({
    bytes: bytes.fill(0, 0, size),
    pages: new Set([1]),
  }),
  'some pages zeroed': (bytes: Buffer, size: number, draw: Draw): Damage =>
    overwrite(bytes, size, drawPages(draw, bytes, size, 12), (page) => page.fill(0)),
  'a tenth of its pages full of random bytes': (bytes: Buffer, size: number, draw: Draw): Damage =>
    overwrite(bytes, size, drawPages(draw, bytes, size, bytes.length / size / 10), (page) => {
      for (let at = 0; at < page.length; at += 4) page.writeUInt32BE(draw(2 ** 32 - 1), at);
    }),
  'random bytes in its pages': (bytes: Buffer, size: number, draw: Draw): Damage =>
    overwrite(bytes, size, drawPages(draw, bytes, size, 12), (page) => {
      for (let count = draw(12); count >= 0; count -= 1) page[draw(page.length - 1)] = draw(255);
    }),
  'random bytes where its pages begin': (bytes: Buffer, size: number, draw: Draw): Damage =>
    overwrite(bytes, size, drawPages(draw, bytes, size, 12), (page) => {
      for (let count = draw(6); count >= 0; count -= 1) page[draw(40)] = draw(255);
    }),
  'its end cut off': (bytes: Buffer, size: number, draw: Draw): Damage => {
    const end = draw(bytes.length - 1);
    const lost = range(Math.floor(end / size) + 1, bytes.length / size);
    return { bytes: bytes.subarray(0, end), pages: new Set(lost) };
  },
  'two pages exchanged': (bytes: Buffer, size: number, draw: Draw): Damage => {
    const [one, other] = [drawPage(draw, bytes, size), drawPage(draw, bytes, size)];
    const first = Buffer.from(pageOf(bytes, size, one));
    pageOf(bytes, size, other).copy(pageOf(bytes, size, one));
    first.copy(pageOf(bytes, size, other));
    return { bytes, pages: new Set([one, other]) };
  },
  'a page in the place of another': (bytes: Buffer, size: number, draw: Draw): Damage => {
    const [from, to] = [drawPage(draw, bytes, size), drawPage(draw, bytes, size)];
    pageOf(bytes, size, from).copy(pageOf(bytes, size, to));
    return { bytes, pages: new Set([to]) };
  },
  'its first tenth zeroed': (bytes: Buffer, size: number): Damage => {
    const last = Math.floor(bytes.length / size / 10);
    return { bytes: bytes.fill(0, 0, last * size), pages: new Set(range(1, last)) };
  },
} as const satisfies Record<string, (bytes: Buffer, pageSize: number, draw: Draw) => Damage>;

export type DamageKind = keyof typeof damageKinds;

/** Numbers that only seem to be random: the same seed gives the same (mulberry32). */
export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % (most + 1);
  };
}

function overwrite(
  bytes: Buffer,
  size: number,
  pages: ReadonlySet<number>,
  change: (page: Buffer) => void,
): Damage {
  for (const page of pages) change(pageOf(bytes, size, page));
  return { bytes, pages };
}

function drawPages(draw: Draw, bytes: Buffer, size: number, most: number): ReadonlySet<number> {
  return new Set(range(0, draw(Math.floor(most))).map(() => drawPage(draw, bytes, size)));
}

function drawPage(draw: Draw, bytes: Buffer, size: number): number {
  return 1 + draw(bytes.length / size - 1);
}

function pageOf(bytes: Buffer, size: number, page: number): Buffer {
  return bytes.subarray((page - 1) * size, page * size);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
