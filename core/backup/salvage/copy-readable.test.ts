import type * as fs from 'node:fs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { copyReadable } from './copy-readable.ts';
import { Pace } from './pace.ts';

/** No disk that fails can be had in a test: the system's own call fails for one sector of the file instead. */
vi.mock('node:fs', async (original) => {
  const system = await original<typeof fs>();
  const readSync = (
    file: number,
    bytes: Buffer,
    offset: number,
    length: number,
    position: number,
  ): number => {
    if (position <= badSector && badSector < position + length)
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    return system.readSync(file, bytes, offset, length, position);
  };
  return { ...system, readSync };
});
const badSector = 3_000_000;

test('a sector that the disk cannot read takes no more with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  try {
    const bytes = Buffer.alloc(5_000_001, 'abendbook ');
    writeFileSync(join(folder, 'from'), bytes);
    expect(await copyReadable(join(folder, 'from'), join(folder, 'to'), new Pace(undefined))).toBe(4_096);
    const start = Math.floor(badSector / 4_096) * 4_096;
    expect(readFileSync(join(folder, 'to')).equals(bytes.fill(0, start, start + 4_096))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
