import { expect, test } from 'vitest';
import { onEveryEngine } from '../store/testing/on-every-engine.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { first, newest } from './testing/upgrade-scene.ts';

onEveryEngine(({ engine, fresh }) => {
  test('a schema goes down and up again, and tells how', async () => {
    const db = await fresh();
    await db.addEntry(sampleEntry({ title: 'Aardvark in the tape library' }));
    const plan = await db.planRollback({ to: '1' });
    expect(plan.steps.map(({ version }) => version.slice(0, 3))).toEqual(['005', '004', '003', '002']);
    expect(await db.rollback({ to: '1' })).toMatchObject({
      from: newest,
      to: first,
      validated: true,
      failure: null,
    });
    expect(await db.search('aardvark')).toHaveLength(1);
    expect((await db.planUpgrade()).steps).toHaveLength(4);
    const report = await db.upgrade({ profile: 'staging' });
    expect(report).toMatchObject({ from: first, to: newest, validated: true, seeded: 3, failure: null });
    expect(report.backup === null).toBe(engine === 'postgresql');
    expect(await db.search('aardvark')).toHaveLength(1);
    expect(report.summary.join(' ')).toContain(
      engine === 'sqlite'
        ? 'The verified backup made before is'
        : 'No backup was made: there is no file to copy on a server',
    );
  });

  test('the options that do not need a file hold', async () => {
    const db = await fresh();
    await db.rollback({ steps: 1 });
    expect((await db.upgrade({ profile: 'production' })).failure?.kind).toBe('not-confirmed');
    const looked = await db.upgrade({ options: { validateOnly: true } });
    expect(looked).toMatchObject({
      results: [],
      validated: true,
      failure: null,
      to: '004-mvp4-idz-integration',
    });
    expect(looked.summary[0]).toContain('Your knowledge base was not changed.');
    const signal = { aborted: true };
    expect((await db.upgrade({}, undefined, signal)).failure?.kind).toBe('cancelled');
    expect(await db.upgrade()).toMatchObject({ to: newest, failure: null });
    expect((await db.upgrade({ to: '1' })).failure?.kind).toBe('invalid-request');
  });

  test('the checklist is looked through', async () => {
    const { checks } = await (await fresh()).checklist();
    const names = checks.map(({ name }) => name);
    for (const name of ['health', 'history', 'performance', 'backup']) expect(names).toContain(name);
    expect(checks.find(({ name }) => name === 'health')?.ok).toBe(true);
  });

  test.runIf(engine === 'postgresql')('a rehearsal says that it needs a file', async () => {
    const db = await fresh();
    await db.rollback({ steps: 1 });
    const failure = await rejection(db.rehearse());
    expect(failure).toMatchObject({
      kind: 'invalid-request',
      message: expect.stringContaining('PostgreSQL'),
    });
    expect(failure.message).not.toContain('postgres:');
  });
});
