import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '../../../bench/seeded-random.ts';
import { KnowledgeError } from '../../failure.ts';
import { mutate } from '../testing/mutate.ts';
import { makeSamples } from '../testing/samples.ts';
import { readPath } from './testing/read-all.ts';

/** `MUTATIONS=10000 npm test -- unit mutated-sources` tries more. */
const count = Number(process.env['MUTATIONS'] ?? 600);
const folder = mkdtempSync(join(tmpdir(), 'abendbook-mutated-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'whatever went wrong with a file, it is read or refused, soon and in words',
  { timeout: 60_000 + count * 100 },
  async () => {
    const samples = await makeSamples(join(folder, 'samples'));
    const outcomes = new Map<string, number>();
    for (let number = 0; number < count; number += 1) {
      const sample = samples[number % samples.length];
      if (sample === undefined) break;
      const path = join(folder, `mutated${sample.ending}`);
      writeFileSync(path, mutate(sample.bytes, seededRandom(number), sample.name === 'database'));
      const started = performance.now();
      const outcome = await readPath(path).then(
        ({ rejected }) => (rejected.length === 0 ? 'read' : 'read in part'),
        (caught: unknown) => {
          if (caught instanceof KnowledgeError && caught.failure.kind !== 'unexpected') return 'refused';
          throw new Error(`Mutation ${number} of ${sample.name}`, { cause: caught });
        },
      );
      expect(performance.now() - started, `mutation ${number} of ${sample.name}`).toBeLessThan(5_000);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    // Each was seen, or else nothing was tried.
    expect([...outcomes.keys()].toSorted()).toEqual(['read', 'read in part', 'refused']);
  },
);
