import { expect, test } from 'vitest';
import { mvp3CodeAnalysis as step } from './003-mvp3-code-analysis.ts';
import { addEntry, count, upTo } from './testing/fill.ts';
import { onEmptyDatabases } from './testing/on-empty-databases.ts';

onEmptyDatabases((_engine, empty) => {
  test.each([
    ['{}', '{"code_analysis_ready":true,"migration_version":"mvp3"}'],
    [
      '{"z":1,"a":{"code_analysis_ready":true},"é \\" \\\\":[1.50,null,"}"]}',
      '{"z":1,"a":{"code_analysis_ready":true},"é \\" \\\\":[1.50,null,"}"],"code_analysis_ready":true,"migration_version":"mvp3"}',
    ],
    [
      '{"migration_version":"legacy","b":2}',
      '{"migration_version":"legacy","b":2,"code_analysis_ready":true}',
    ],
    ['{"code_analysis_ready":false,"b":2}', '{"code_analysis_ready":false,"b":2,"migration_version":"mvp3"}'],
    [
      '{"code_analysis_ready":null,"migration_version":7}',
      '{"code_analysis_ready":null,"migration_version":7}',
    ],
  ])('marks %s, and `down` takes that out again', async (before, after) => {
    const db = await empty();
    await upTo(db, '002');
    await addEntry(db, 'e', before);
    const [entry] = await db.rows<{ metadata: string }>('SELECT * FROM kb_entries');
    await db.run(step.up);
    expect(await db.rows('SELECT * FROM kb_entries')).toEqual([{ ...entry, metadata: after }]);
    expect(await count(db, 'kb_revisions')).toBe(0);
    expect(await step.validate(db.probe)).toEqual([]);
    await db.run(step.down);
    expect(await db.rows('SELECT * FROM kb_entries')).toEqual([entry]);
  });

  test('an entry that was missed is noticed', async () => {
    const db = await empty();
    await upTo(db, '003');
    await addEntry(db, 'later');
    expect(await step.validate(db.probe)).toEqual([
      'Some entries were not marked as ready for code analysis.',
    ]);
  });
});
