import { describe, expect, test } from 'vitest';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { ImportFolder, outcome, record } from './testing/bring-in.ts';

const folder = new ImportFolder();
const nothing = { added: 0, updated: 0, unchanged: 0, rejected: 0, conflicts: 0 };
const [monday, tuesday, wednesday, thursday] = ['05', '06', '07', '08'].map(
  (day) => `2026-01-${day}T12:00:00.000Z`,
);

onEveryEngine(({ fresh }) => {
  describe('an entry that nobody has here', () => {
    test('comes in as it is, with its label, times, author and history, and is found at once', async () => {
      const db = await fresh();
      const earlier = { ...record({ title: 'Status 35' }), updatedAt: monday, revision: 1 };
      const [one, other] = [
        record({
          id: 'one',
          category: 'VSAM',
          severity: 'high',
          tags: ['b', 'a'],
          archived: true,
          createdAt: monday,
          updatedAt: tuesday,
          author: 'mha',
          metadata: { ticket: 'INC1', nested: { z: 1, a: [null] } },
          revision: 2,
          number: 42,
          revisions: [{ revision: 1, replacedBy: 'jlo', replacedAt: tuesday, entry: earlier }],
        }),
        record({ title: 'S0C7 in BILL0200' }),
      ];
      const report = await folder.bring(db, [one, other]);
      expect(outcome(report)).toEqual({ ...nothing, added: 2 });
      const { revisions, ...fields } = one;
      expect(await db.getEntry('KB-0042')).toEqual(fields);
      expect(await db.listRevisions('one')).toEqual(revisions);
      const [found] = await db.search('s0c7');
      expect(found?.entry).toMatchObject({ category: 'General', severity: 'medium', author: 'tester' });
      expect(found?.entry.number).not.toBe(42);
      expect((await db.search('"status 35" tag:a', { includeArchived: true })).length).toBe(1);
      expect((await db.healthCheck()).issues).toEqual([]);
      // What is written next gets the next label.
      const id = await db.addEntry({ title: 'T', problem: 'P', solution: 'S' });
      expect((await db.getEntry(id)).number).toBeGreaterThan(42);
    });

    test('gets another label where its own is taken, and leaves those alone that others want', async () => {
      const db = await fresh();
      await db.addEntries([
        { id: 'here', title: 'T', problem: 'P', solution: 'S' },
        { id: 'too', title: 'U', problem: 'P', solution: 'S' },
      ]);
      const entries = ['a', 'b', 'c'].map((id, index) => record({ id, title: id, number: index + 1 }));
      const header = { format: 'abendbook-export', formatVersion: 1, counts: { entries: 3 } };
      const path = folder.write(
        `${[{ type: 'header', ...header }, ...entries.map((entry) => ({ type: 'entry', ...entry })), { type: 'end' }].map((line) => JSON.stringify(line)).join('\n')}\n`,
        '.ndjson',
      );
      expect(outcome(await db.importFrom({ path }))).toMatchObject({ added: 3 });
      const numbers = await Promise.all(['a', 'b', 'c'].map(async (id) => (await db.getEntry(id)).number));
      expect(numbers).toEqual([4, 5, 3]);
    });
  });

  describe('an entry that has the same id', () => {
    test('is unchanged where all that the record gives is equal', async () => {
      const db = await fresh();
      await folder.bring(db, [
        record({ id: 'a', severity: 'critical', tags: ['x'], metadata: { a: 1, b: 2 }, updatedAt: monday }),
      ]);
      for (const same of [
        record({ id: 'a', updatedAt: thursday }),
        record({ id: 'a', metadata: { b: 2, a: 1 }, severity: 'critical' }),
        record({ id: 'a', metadata: { a: 1, code_analysis_ready: true, migration_version: 'mvp3', b: 2 } }),
        record({ id: 'a', tags: null }),
      ]) {
        expect(outcome(await folder.bring(db, [same]))).toEqual({ ...nothing, unchanged: 1 });
      }
      expect(await db.getEntry('a')).toMatchObject({ severity: 'critical', tags: ['x'], revision: 1 });
    });

    test('takes over what a later record says, keeps what that does not give, and remembers what it was', async () => {
      const db = await fresh();
      await folder.bring(db, [
        record({ id: 'a', severity: 'critical', tags: ['x'], category: 'VSAM', updatedAt: monday }),
      ]);
      const report = await folder.bring(db, [
        record({ id: 'a', solution: 'Define the cluster.', updatedAt: tuesday }),
      ]);
      expect(outcome(report)).toEqual({ ...nothing, updated: 1, conflicts: 1 });
      expect(report.conflicts).toEqual([
        {
          record: 1,
          id: 'a',
          title: 'VSAM status 35 in PAYR0100',
          sameBy: 'id',
          took: 'file',
          fields: [{ field: 'solution', here: 'Allocate the dataset.', file: 'Define the cluster.' }],
          hereUpdatedAt: monday,
          fileUpdatedAt: tuesday,
        },
      ]);
      expect(await db.getEntry('a')).toMatchObject({
        solution: 'Define the cluster.',
        severity: 'critical',
        tags: ['x'],
        category: 'VSAM',
        updatedAt: tuesday,
        revision: 2,
      });
      const [former] = await db.listRevisions('a');
      expect(former).toMatchObject({
        revision: 1,
        replacedBy: 'tester',
        entry: { solution: 'Allocate the dataset.', updatedAt: monday },
      });
      expect((await db.search('cluster')).length).toBe(1);
      expect((await db.search('allocate')).length).toBe(0);
      expect((await db.healthCheck()).issues).toEqual([]);
    });

    test.each([
      ['an earlier time', monday],
      ['the same time', tuesday],
    ])('stays as it is where the record has %s, and both sides are told', async (_, time) => {
      const db = await fresh();
      await folder.bring(db, [record({ id: 'a', updatedAt: tuesday })]);
      const report = await folder.bring(db, [record({ id: 'a', title: 'Another', updatedAt: time })]);
      expect(outcome(report)).toEqual({ ...nothing, unchanged: 1, conflicts: 1 });
      expect(report.conflicts[0]).toMatchObject({
        took: 'here',
        fields: [{ field: 'title', here: 'VSAM status 35 in PAYR0100', file: 'Another' }],
      });
      expect(await db.listRevisions('a')).toEqual([]);
    });

    test('follows a record that goes on from it, whatever the times, with all of its history', async () => {
      const [here, there] = [await fresh(), await fresh()];
      await folder.bring(here, [record({ id: 'a', updatedAt: thursday })]);
      await folder.bring(there, [record({ id: 'a', updatedAt: thursday })]);
      const states = ['first', 'second', 'third'].map((title, index) => ({
        ...record({ title }),
        updatedAt: [monday, tuesday, wednesday][index],
      }));
      const revisions = [record(), ...states.slice(0, 2)].map((entry, index) => ({
        revision: index + 1,
        replacedBy: 'jlo',
        replacedAt: tuesday,
        entry,
      }));
      const newer = record({ id: 'a', title: 'third', updatedAt: wednesday, revision: 4, revisions });
      expect(outcome(await folder.bring(here, [newer]))).toEqual({ ...nothing, updated: 1 });
      expect(await here.getEntry('a')).toMatchObject({ title: 'third', revision: 4, updatedAt: thursday });
      expect((await here.listRevisions('a')).map(({ revision }) => revision)).toEqual([3, 2, 1]);
      // The other way round nothing is new.
      const older = record({ id: 'a', updatedAt: thursday });
      expect(outcome(await folder.bring(here, [older]))).toEqual({ ...nothing, unchanged: 1 });
      expect(outcome(await folder.bring(there, [older]))).toEqual({ ...nothing, unchanged: 1 });
    });

    test('that was changed and changed back on one side follows the time', async () => {
      const history = (titles: readonly string[]) =>
        titles.map((title, index) => ({
          revision: index + 1,
          replacedBy: 'jlo',
          replacedAt: monday,
          entry: record({ title }),
        }));
      const back = record({
        id: 'a',
        title: 'A',
        updatedAt: wednesday,
        revision: 3,
        revisions: history(['A', 'B']),
      });
      const between = record({
        id: 'a',
        title: 'B',
        updatedAt: tuesday,
        revision: 2,
        revisions: history(['A']),
      });
      for (const both of [
        [back, between],
        [between, back],
      ]) {
        const db = await fresh();
        for (const one of both) expect((await folder.bring(db, [one])).conflictsTotal).toBe(0);
        expect(await db.getEntry('a')).toMatchObject({ title: 'A', revision: 3 });
        expect((await db.listRevisions('a')).length).toBe(2);
      }
    });

    test('takes over a record without a time as of now, which is no conflict', async () => {
      const db = await fresh();
      await folder.bring(db, [record({ id: 'a', updatedAt: monday })]);
      const report = await folder.bring(db, [record({ id: 'a', title: 'From a list' })]);
      expect(outcome(report)).toEqual({ ...nothing, updated: 1 });
      const { updatedAt, title } = await db.getEntry('a');
      expect([title, Date.now() - Date.parse(updatedAt) < 60_000]).toEqual(['From a list', true]);
    });
  });

  describe('an entry that has the same content', () => {
    const untidy = {
      problem: 'OPEN fails with file status 35.  \r\n',
      solution: 'Allocate the dataset.\n',
      title: 'VSAM status 35 in PAYR0100',
    };

    test('is the same under another id, or none, whatever the ends of its lines', async () => {
      const db = await fresh();
      await folder.bring(db, [record({ id: 'here', updatedAt: monday, severity: 'low' })]);
      for (const same of [{ ...untidy, id: 'there' }, untidy, record({ updatedAt: thursday })]) {
        expect(outcome(await folder.bring(db, [same]))).toEqual({ ...nothing, unchanged: 1 });
      }
      const report = await folder.bring(db, [
        { ...untidy, id: 'there', severity: 'high', updatedAt: tuesday },
      ]);
      expect(outcome(report)).toEqual({ ...nothing, updated: 1, conflicts: 1 });
      expect(report.conflicts[0]).toMatchObject({
        id: 'here',
        sameBy: 'content',
        fields: [{ field: 'severity', here: 'low', file: 'high' }],
      });
      // Its own text stays: the other one is not better for its blanks.
      expect(await db.getEntry('here')).toMatchObject({
        solution: 'Allocate the dataset.',
        severity: 'high',
      });
    });

    test('does not come back as it was before it was changed here', async () => {
      const db = await fresh();
      await folder.bring(db, [record()]);
      const [found] = await db.search('vsam');
      await db.updateEntry(found?.entry.id ?? '', { solution: 'Better.' });
      expect(outcome(await folder.bring(db, [record({ category: 'VSAM' })]))).toEqual({
        ...nothing,
        unchanged: 1,
      });
      expect((await db.search('vsam')).length).toBe(1);
    });

    test('twice in one list comes in once, and the later record tells more', async () => {
      const db = await fresh();
      const report = await folder.bring(db, [
        record(),
        record(),
        record({ severity: 'high' }),
        record({ title: 'X' }),
      ]);
      expect(outcome(report)).toEqual({ ...nothing, added: 2, unchanged: 1, updated: 1 });
      const again = await folder.bring(db, [
        record(),
        record(),
        record({ severity: 'high' }),
        record({ title: 'X' }),
      ]);
      expect(outcome(again)).toEqual({ ...nothing, unchanged: 4 });
    });

    test('under two ids is two in an export that has both', async () => {
      const db = await fresh();
      const path = folder.exported([record({ id: 'a' }), record({ id: 'b' })]);
      expect(outcome(await db.importFrom({ path }))).toEqual({ ...nothing, added: 2 });
      expect(outcome(await db.importFrom({ path }))).toEqual({ ...nothing, unchanged: 2 });
    });

    test('is not taken for one that the same export has changed', async () => {
      const db = await fresh();
      await folder.bring(db, [record({ id: 'x', updatedAt: monday })]);
      // What is now called y was copied from x before x was changed.
      const changed = record({ id: 'x', title: 'Changed', updatedAt: tuesday });
      const copy = record({ id: 'w', updatedAt: tuesday });
      const path = folder.exported([copy, changed]);
      expect(outcome(await db.importFrom({ path }))).toMatchObject({ added: 1, updated: 1 });
      expect(await db.getEntry('w')).toMatchObject({ title: 'VSAM status 35 in PAYR0100' });
      expect(outcome(await db.importFrom({ path }))).toEqual({ ...nothing, unchanged: 2 });
    });
  });

  test('the same id twice in one file follows the same rules', async () => {
    const db = await fresh();
    const records = [
      record({ id: 'a', title: 'one', updatedAt: monday }),
      record({ id: 'a', title: 'two', updatedAt: wednesday }),
      record({ id: 'a', title: 'three', updatedAt: tuesday }),
    ];
    expect(outcome(await folder.bring(db, records))).toEqual({
      added: 1,
      updated: 1,
      unchanged: 1,
      rejected: 0,
      conflicts: 2,
    });
    expect(await db.getEntry('a')).toMatchObject({ title: 'two', revision: 2 });
    expect(outcome(await folder.bring(db, records))).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
  });
});
