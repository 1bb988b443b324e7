import { availableParallelism } from 'node:os';
import type { FileProblems } from './file-work.ts';
import { isLarge, runFileWork } from './run-file-work.ts';

/**
 * Looks a database file through that can be opened for reading where it is, be it in use or not. Of a large one two threads look at a part each.
 * Throws what SQLite throws where it cannot be opened.
 */
export async function findProblems(file: string, withIndex: boolean): Promise<FileProblems> {
  const turns = new SharedArrayBuffer(4);
  const threads = isLarge(file) && availableParallelism() > 1 ? 2 : 1;
  const found = await Promise.all(
    Array.from({ length: threads }, () => runFileWork('check', file, { file, withIndex, turns })),
  );
  return {
    structure: found.flatMap(({ structure }) => structure),
    index: found.flatMap(({ index }) => index),
  };
}
