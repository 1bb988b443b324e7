// Plain JavaScript for Node 18 and later, without dependencies.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the build is made from. */
const SOURCES = [
  'core',
  'migrations',
  'main',
  'preload',
  'renderer',
  'scripts/build.ts',
  'package.json',
  'package-lock.json',
];

/** What it must have made. */
const OUTPUT = ['dist/main/index.js', 'dist/preload/index.cjs', 'dist/renderer/index.html'];

/**
 * Whether there is no complete build, or one that is older than the sources.
 * @param {string} projectFolder
 * @returns {boolean}
 */
export function buildIsStale(projectFolder) {
  const built = Math.min(...OUTPUT.map((path) => lastChange(join(projectFolder, path)) || -Infinity));
  return SOURCES.some((path) => lastChange(join(projectFolder, path)) > built);
}

/** When a file, or anything in a folder, changed last, in milliseconds; 0 where there is none. Tests do not count. */
function lastChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stats.mtimeMs;
  const entries = readdirSync(path).filter((name) => name !== 'node_modules');
  // A folder changes when a file in it is removed.
  return Math.max(stats.mtimeMs, ...entries.map((name) => lastChange(join(path, name))));
}
