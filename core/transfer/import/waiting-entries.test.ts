import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { fillAtRandom } from '../../upgrade/testing/random-entries.ts';
import { ExportFolder } from '../testing/exported.ts';

const exports = new ExportFolder();

onEveryEngine(({ fresh }) => {
  test('an entry that is here under another id is counted once, however many tables come after it', async () => {
    const [here, there] = [await fresh(), await fresh()];
    const [draw] = fc.sample(fc.gen(), { numRuns: 1, seed: 4 });
    if (draw !== undefined) await fillAtRandom(draw, here);
    await here.addEntry(sampleEntry({ title: 'Known here and there' }));
    await there.addEntry(sampleEntry({ title: 'Known here and there' }));
    const { path, counts } = await exports.write(here, 'json');
    const { added, unchanged, tables } = await there.importFrom({ path });
    expect(tables.length).toBeGreaterThan(5);
    expect({ added, unchanged }).toEqual({ added: (counts['entries'] ?? 0) - 1, unchanged: 1 });
  });
});
