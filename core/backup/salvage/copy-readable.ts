import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import type { Pace } from './pace.ts';

const pieceBytes = 1_048_576;
/** What a disk that is failing is read in: a sector that it cannot read takes no more with it. */
const sectorBytes = 4_096;

/** Copies a file from a disk that may be failing: what cannot be read of it is zeros in the copy. Returns how many bytes those are. */
export async function copyReadable(from: string, to: string, pace: Pace): Promise<number> {
  const source = openSync(from, 'r');
  try {
    const copy = openSync(to, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
    try {
      const { size } = fstatSync(source);
      const piece = Buffer.alloc(pieceBytes);
      let lost = 0;
      for (let at = 0; at < size; at += pieceBytes) {
        const length = Math.min(pieceBytes, size - at);
        lost += readPiece(source, piece.subarray(0, length), at);
        writeAll(copy, piece.subarray(0, length), at);
        await pace.giveWay();
      }
      return lost;
    } finally {
      closeSync(copy);
    }
  } finally {
    closeSync(source);
  }
}

/** A disk that is filling up takes a part, and refuses the next one. */
function writeAll(copy: number, piece: Buffer, at: number): void {
  for (let written = 0; written < piece.length;)
    written += writeSync(copy, piece, written, piece.length - written, at + written);
}

/** Fills a piece, sector by sector where it cannot be read at once. Returns the bytes that could not be read. */
function readPiece(source: number, piece: Buffer, at: number): number {
  if (isRead(source, piece, at)) return 0;
  let lost = 0;
  for (let offset = 0; offset < piece.length; offset += sectorBytes) {
    const sector = piece.subarray(offset, offset + sectorBytes);
    if (isRead(source, sector, at + offset)) continue;
    sector.fill(0);
    lost += sector.length;
  }
  return lost;
}

function isRead(source: number, bytes: Buffer, at: number): boolean {
  try {
    return readSync(source, bytes, 0, bytes.length, at) === bytes.length;
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'EIO') return false;
    throw caught;
  }
}
