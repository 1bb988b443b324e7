import { realpathSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KnowledgeError } from '../../failure.ts';
import type { SqliteStore, Store } from '../../store/store.ts';
import { megabytes } from '../../upgrade/disk-space.ts';
import type { ImportRequest } from '../transfer-types.ts';

/** A knowledge base with its search index takes about twice what its records take in a file, and its log as much again until it is folded in. */
const roomForEach = 3;
/** For less than this nobody need look. */
const smallBytes = 1_000_000;

/** Refuses what cannot come to a good end, before anything is opened. Throws a `KnowledgeError` of kind invalid-request or disk-full. */
export function refuseImport(store: Store, { path }: ImportRequest): void {
  if (store.engine === 'postgresql') return;
  refuseItself(store, path);
  refuseWithoutRoom(store, path);
}

function refuseItself(store: SqliteStore, path: string): void {
  if (!isSameFile(store.path, path)) return;
  throw new KnowledgeError({
    kind: 'invalid-request',
    message: `${path} is the knowledge base that is open here, and it cannot be imported into itself.`,
    recovery: 'Nothing was changed. Choose another file.',
  });
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  if (first === undefined || second === undefined) return false;
  // Where the system has no inodes, names have to do.
  if (first.ino !== 0) return first.ino === second.ino && first.dev === second.dev;
  return realpathSync(resolve(one)) === realpathSync(resolve(other));
}

function refuseWithoutRoom(store: SqliteStore, path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < smallBytes) return;
  const folder = dirname(resolve(store.path));
  const { bavail, bsize } = statfsSync(folder);
  const [free, needed] = [bavail * bsize, size * roomForEach];
  if (free >= needed) return;
  throw new KnowledgeError({
    kind: 'disk-full',
    message: `To import ${path}, which has ${megabytes(size)}, takes about ${megabytes(needed)}, and the disk that holds ${folder} has ${megabytes(free)} free.`,
    recovery: 'Nothing was imported. Free some space and try again.',
  });
}
