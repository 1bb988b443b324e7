import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { programVersion } from './program-version.ts';

test('the version that the program reports is the one in package.json', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(programVersion).toBe(manifest.version);
});
