import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const packages = new Map(
  Object.entries((JSON.parse(text) as { packages: Readonly<Record<string, LockedPackage>> }).packages),
);

/** Whether `name`, required by the package at `path`, is found as Node would: beside it, or in a folder above. */
function isLocked(path: string, name: string): boolean {
  if (packages.has(`${path === '' ? '' : `${path}/`}node_modules/${name}`)) return true;
  return path !== '' && isLocked(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}

test('the lock file names no registry, so that an install behind a mirror works', () => {
  const addresses = [...packages].filter(([, locked]) => locked.resolved !== undefined).map(([path]) => path);
  expect(addresses).toEqual([]);
});

test('the lock file holds the binaries of every operating system, so that an install works on each', () => {
  const missing = [...packages].flatMap(([path, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});
