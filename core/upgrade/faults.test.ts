import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tryKills } from './testing/try-kills.ts';

const folder = mkdtempSync(join(tmpdir(), 'abendbook-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run -s faults` is the long form. */
const kills = 12;

test(
  `killed ${kills} times in the middle of upgrades, rollbacks, backups and restores, it is one state or the other, whole`,
  { timeout: 300_000 },
  async () => {
    const lines: string[] = [];
    const violations = await tryKills({
      folder,
      entries: 300,
      seed: Date.now() % 1_000_000,
      kills,
      minutes: 4,
      say: (line) => lines.push(line),
    });
    expect({ violations, lines }).toEqual({
      violations: 0,
      lines: expect.arrayContaining([expect.stringContaining(`${kills} kills on 300 entries`)]),
    });
  },
);
