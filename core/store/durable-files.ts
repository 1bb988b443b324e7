import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until a file's bytes are on the disk. Never for a database that a connection has open: closing the file would drop SQLite's locks. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until a folder's names are on the disk, where the system can (Windows writes them with the file). */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Replaces a small file as a whole: whoever reads it, at whatever instant the program ends, finds the old text or the new one. */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${randomBytes(4).toString('hex')}.draft`;
  try {
    writeFileSync(draft, text);
    flushFile(draft);
    renameSync(draft, path);
  } catch (caught) {
    rmSync(draft, { force: true });
    throw caught;
  }
  flushFolder(dirname(path));
}
