/** What a page of a b-tree is, by its first byte. */
const kinds = {
  0x02: 'index-interior',
  0x05: 'table-interior',
  0x0a: 'index-leaf',
  0x0d: 'table-leaf',
} as const;
export type PageKind = (typeof kinds)[keyof typeof kinds];

/** A page of a b-tree, as far as it makes sense. */
export interface TreePage {
  readonly number: number;
  readonly kind: PageKind;
  readonly bytes: Buffer;
  /** Where its cells begin; those that cannot be in it are left out. */
  readonly cells: readonly number[];
  /** Nothing about its cells' places is impossible. */
  readonly sound: boolean;
  /** The last child of an interior page; 0 for a leaf. */
  readonly lastChild: number;
}

/** The file's own header stands before the first page's. */
export function headerAt(page: number): number {
  return page === 1 ? 100 : 0;
}

/** Reads a page as one of a b-tree; null where it cannot be one. Never throws, whatever the bytes are. */
export function readTreePage(bytes: Buffer, number: number, usable: number): TreePage | null {
  const start = headerAt(number);
  const kind = kindOf(bytes[start]);
  if (kind === null) return null;
  const interior = kind.endsWith('interior');
  const arrayAt = start + (interior ? 12 : 8);
  const count = bytes.readUInt16BE(start + 3);
  const contentAt = bytes.readUInt16BE(start + 5) || 65_536;
  const firstCell = arrayAt + 2 * count;
  if (firstCell > usable || contentAt > usable || contentAt < arrayAt) return null;
  const cells: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = bytes.readUInt16BE(arrayAt + 2 * index);
    if (at >= firstCell && at <= usable - 3) cells.push(at);
  }
  return {
    number,
    kind,
    bytes,
    cells,
    sound: cells.length === count && firstCell <= contentAt,
    lastChild: interior ? bytes.readUInt32BE(start + 8) : 0,
  };
}

function kindOf(byte: number | undefined): PageKind | null {
  switch (byte) {
    case 0x02:
    case 0x05:
    case 0x0a:
    case 0x0d:
      return kinds[byte];
    default:
      return null;
  }
}
