import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { damageKinds, drawing, type DamageKind } from './testing/damage-kinds.ts';
import { salvageDamaged, type Outcome } from './testing/salvage-damaged.ts';
import { makeSoundFile, type SoundFile } from './testing/sound-file.ts';

/** `SALVAGE_RUNS=100 npm test -- unit salvage/damage` tries more. */
const runs = Number(process.env['SALVAGE_RUNS'] ?? 3);
const kinds = Object.keys(damageKinds) as readonly DamageKind[];

const nothingLeft = { missing: [], health: { overall: true } };

/** Tables that have not all their rows, or are not said to. */
function lossesOf(sound: SoundFile, outcome: Outcome | null): readonly string[] {
  const tables = new Map(outcome?.report.tables.map((table) => [table.table, table]));
  return Object.entries(sound.counts).flatMap(([name, rows]) => {
    const table = tables.get(name);
    const isWhole = outcome?.found.counts[name] === rows && table?.complete !== false;
    return isWhole ? [] : [name];
  });
}

/** Of each kind that leaves every page with rows alone, and so must cost none. */
const harmless: ReadonlySet<DamageKind> = new Set(['its header zeroed', 'its first page zeroed']);

describe.each(['001', '005'])('of a file at %s', (version) => {
  let folder = '';
  let sound: SoundFile;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
    sound = await makeSoundFile(folder, version, 240);
    rmSync(folder, { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(kinds)(
    'with %s everything on sound pages comes back into a healthy file',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), async (seed) => {
          folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
          try {
            const damage = damageKinds[kind](Buffer.from(sound.bytes), sound.pageSize, drawing(seed));
            const pages = sound.bytes.length / sound.pageSize;
            const outcome = await salvageDamaged(folder, sound, damage);
            // What is cut off at its beginning has nothing of an entry left.
            const expected = outcome ?? (damage.pages.size > pages / 2 ? nothingLeft : null);
            expect(expected).toMatchObject({ missing: [], health: { overall: true } });
            expect(outcome?.report.entries).toBe(outcome?.found.rows.kb_entries.size);
            const lost = harmless.has(kind) ? lossesOf(sound, outcome) : [];
            expect(lost).toEqual([]);
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        }),
        { numRuns: harmless.has(kind) ? 1 : runs, endOnFailure: true },
      );
    },
    20_000 + runs * 10_000,
  );
});
