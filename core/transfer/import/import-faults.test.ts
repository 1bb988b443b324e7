import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tryImportKills } from '../../upgrade/testing/try-import.ts';

const folder = mkdtempSync(join(tmpdir(), 'abendbook-import-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run -s faults -- --what import` is the long form. */
const kills = 10;

test(
  `killed ${kills} times in the middle of an import, it is as it was, or has all of it`,
  { timeout: 300_000 },
  async () => {
    const lines: string[] = [];
    const violations = await tryImportKills({
      folder,
      entries: 1_500,
      seed: Date.now() % 1_000_000,
      kills,
      minutes: 4,
      say: (line) => lines.push(line),
    });
    expect({ violations, lines }).toEqual({
      violations: 0,
      lines: expect.arrayContaining([`${kills} kills of imports: 0 violations`]),
    });
  },
);
