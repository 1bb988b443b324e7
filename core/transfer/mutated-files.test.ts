import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tryMutatedFiles } from './testing/try-mutated.ts';

/** `MUTATIONS=10000 npm test -- unit mutated-files` tries more, and `MUTATION_SEED=2` others. */
const count = Number(process.env['MUTATIONS'] ?? 300);
const seed = Number(process.env['MUTATION_SEED'] ?? 1);
const folder = mkdtempSync(join(tmpdir(), 'abendbook-mutated-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'whatever went wrong with a file, it is imported or refused, and nothing is half done',
  { timeout: 60_000 + count * 500 },
  async () => {
    const { outcomes, longestMs, violations } = await tryMutatedFiles(folder, count, seed);
    if (process.env['MUTATIONS'] !== undefined) console.warn(Object.fromEntries(outcomes), { longestMs });
    expect(violations).toEqual([]);
    const imported = [...outcomes].filter(([outcome]) => outcome.endsWith(': imported'));
    // Every kind was taken at times and refused at others, or else nothing was tried.
    expect(imported.length).toBeGreaterThan(8);
    expect(outcomes.size).toBeGreaterThan(imported.length);
  },
);
