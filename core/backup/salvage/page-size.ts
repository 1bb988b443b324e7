import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readTreePage } from './tree-page.ts';

export const pageSizes = [512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_536] as const;

export function isPageSize(size: number): boolean {
  return pageSizes.some((one) => one === size);
}

/** Looked at in so many places, each as long as two of the largest pages. */
const samples = 64;
const sampleBytes = 2 * 65_536;

/**
 * The page size at which most of a file looks like pages of b-trees. `stated` is what its header says, if that is one, and what is taken where none
 * is likelier than another.
 */
export function findPageSize(path: string, stated: number | null): number {
  const found = new Map<number, number>();
  const file = openSync(path, 'r');
  try {
    const places = Math.ceil(fstatSync(file).size / sampleBytes);
    const step = Math.max(1, Math.floor(places / samples));
    const bytes = Buffer.alloc(sampleBytes);
    for (let place = 0; place < places; place += step) {
      const read = readSync(file, bytes, 0, sampleBytes, place * sampleBytes);
      for (const size of pageSizes)
        found.set(size, (found.get(size) ?? 0) + likelyPages(bytes.subarray(0, read), size));
    }
  } finally {
    closeSync(file);
  }
  const most = Math.max(...found.values());
  const usual = stated ?? 4_096;
  if ((found.get(usual) ?? 0) === most) return usual;
  return pageSizes.find((size) => found.get(size) === most) ?? usual;
}

function likelyPages(bytes: Buffer, size: number): number {
  let likely = 0;
  for (let at = 0; at + size <= bytes.length; at += size) {
    // The file's first page may begin with its header: one page does not matter.
    if (readTreePage(bytes.subarray(at, at + size), 2, size)?.sound) likely += 1;
  }
  return likely;
}
