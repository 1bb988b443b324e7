import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { mostHistoryInRecord } from './export/long-histories.ts';
import { ExportFolder } from './testing/exported.ts';

const exports = new ExportFolder();
const edits = 14;

onEveryEngine(({ fresh }) => {
  test(
    'an entry whose history is larger than a record may be comes back with all of it',
    { timeout: 120_000 },
    async () => {
      const here = await fresh();
      const text = (edit: number): string => `${edit} ${'é'.repeat(499_000)}`;
      const id = await here.addEntry({ title: 'Long', problem: text(0), solution: text(0) }, 'ada');
      await here.addEntry({ title: 'Short', problem: 'P', solution: 'S' });
      for (let edit = 1; edit <= edits; edit += 1)
        await here.updateEntry(id, { problem: text(edit), solution: text(edit) }, { actor: 'ada' });
      const { path, counts } = await exports.write(here, 'json');
      expect(counts).toMatchObject({ entries: 2, revisions: edits });
      expect(counts['kb_revisions']).toBeGreaterThan(0);
      const longest = Math.max(
        ...readFileSync(path, 'utf8')
          .split('\n')
          .map((line) => Buffer.byteLength(line)),
      );
      expect(longest).toBeLessThan(2 * mostHistoryInRecord + 2_000_000);

      const there = await fresh();
      const brought = await there.importFrom({ path });
      expect(brought).toMatchObject({ added: 2, rejectedTotal: 0, warnings: [] });
      expect(await there.listRevisions(id)).toEqual(await here.listRevisions(id));
      const again = await exports.write(there, 'json');
      expect(readFileSync(again.path).equals(readFileSync(path))).toBe(true);

      const twice = await there.importFrom({ path });
      expect(twice).toMatchObject({ added: 0, unchanged: 2, rejectedTotal: 0 });
      expect(await there.listRevisions(id)).toHaveLength(edits);
      await there.updateEntry(id, { solution: 'Later' });
      expect(await there.listRevisions(id)).toHaveLength(edits + 1);

      const selected = await exports.write(here, 'ndjson', { ids: [id] });
      const other = await fresh();
      await other.importFrom({ path: selected.path });
      expect(await other.listRevisions(id)).toEqual(await here.listRevisions(id));
    },
  );
});
