import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder with those above it that are missing. One by one, since `mkdir` with `recursive` never returns where the
 * system says that a folder's parent is not there although it is, as below /proc.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let path = resolve(folder); !existsSync(path) && dirname(path) !== path; path = dirname(path))
    missing.push(path);
  for (const path of missing.toReversed()) {
    // Another process may make it at the same instant.
    if (!existsSync(path)) mkdirSync(path, { recursive: false });
  }
  if (!statSync(folder).isDirectory()) throw new Error('there is a file of that name');
}
