import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { rejection } from '../../store/testing/rejection.ts';
import { readAllRows } from '../../upgrade/testing/all-rows.ts';
import type { ImportRequest, TransferProgress } from '../transfer-types.ts';
import { ImportFolder, outcome, record } from './testing/bring-in.ts';

const folder = new ImportFolder();

/** So many that they come in several batches; with long texts, so many bytes that they are read in a thread. */
function many(count: number, words = 10): readonly ReturnType<typeof record>[] {
  return Array.from({ length: count }, (_, n) =>
    record({ title: `Job PAY${n} ended with S0C${n % 16}`, problem: `word${n} `.repeat(words) }),
  );
}

/** Everything that is in a knowledge base. */
async function content(db: KnowledgeDB): Promise<string> {
  const rows = await readAllRows(await db.store());
  return createHash('sha256')
    .update(JSON.stringify([...rows]))
    .digest('hex');
}

/** The threads that are started while a test runs. */
const threads: Worker[] = [];
const onWorker = (worker: Worker): void => void threads.push(worker);
beforeEach(() => {
  // A server's backups go to the program's own folder.
  vi.stubEnv('ABENDBOOK_HOME', join(folder.path, 'home'));
  threads.length = 0;
  process.on('worker', onWorker);
});
afterEach(() => {
  process.off('worker', onWorker);
  vi.unstubAllEnvs();
});

onEveryEngine(({ engine, fresh }) => {
  async function filled(): Promise<KnowledgeDB> {
    const db = await fresh();
    await folder.bring(db, [record({ id: 'here', title: 'Here before' })]);
    await db.updateEntry('here', { severity: 'high' });
    return db;
  }

  describe('bad records', () => {
    const records = [
      record({ id: 'good' }),
      { title: 'No problem', solution: 'None' },
      record({ title: 'x'.repeat(301) }),
      record({ severity: 'awful', title: 'Severity' }),
      record({ title: 'History', revision: 1, revisions: [{ revision: 1 }] }),
      { name: 'Other columns', description: 'No title' },
    ];

    test('are left out, each with its number and the reason', async () => {
      const db = await fresh();
      const report = await folder.bring(db, records);
      expect(outcome(report)).toEqual({ added: 1, updated: 0, unchanged: 0, rejected: 5, conflicts: 0 });
      expect(report.problems).toEqual({ 'missing-field': 2, 'invalid-value': 3 });
      expect(report.rejected.map(({ record: at, kind, title }) => [at, kind, title?.slice(0, 12)])).toEqual([
        [2, 'missing-field', 'No problem'],
        [3, 'invalid-value', 'xxxxxxxxxxxx'],
        [4, 'invalid-value', 'Severity'],
        [5, 'invalid-value', 'History'],
        [6, 'missing-field', undefined],
      ]);
      expect(report.rejected.map(({ reason }) => reason).join('\n')).toMatch(
        /no problem[^]*301[^]*"awful"[^]*revision[^]*mapping/,
      );
      expect(report.warnings).toEqual([expect.stringMatching(/name, description/)]);
    });

    test('end the import where that is asked for, with nothing changed', async () => {
      const db = await filled();
      const before = await content(db);
      const failure = await rejection(folder.bring(db, records, { onBadRecord: 'stop' }));
      expect(failure).toMatchObject({ kind: 'invalid-file' });
      expect(failure.message).toMatch(/^Record 2 .*no problem/);
      expect(failure.recovery).toMatch(/^Nothing was imported/);
      expect(await content(db)).toBe(before);
    });
  });

  test('a dry run tells what the import then does, and changes nothing', async () => {
    const db = await filled();
    const records = [
      record({ id: 'here', title: 'Changed', updatedAt: '2000-01-01' }),
      record({ id: 'new', updatedAt: '2001-01-01' }),
      record({ id: 'other', updatedAt: '2001-01-01' }),
      record({ title: '' }),
      ...many(100),
      record({ id: 'new', title: 'Twice', updatedAt: '2099-01-01' }),
    ];
    const before = await content(db);
    const path = folder.write(JSON.stringify(records));
    const foreseen = await db.importFrom({ path, dryRun: true });
    expect(await content(db)).toBe(before);
    const done = await db.importFrom({ path });
    const { durationMs, sample } = done;
    expect({ ...foreseen, dryRun: false, durationMs, sample }).toEqual(done);
    expect(outcome(done)).toEqual({ added: 101, updated: 1, unchanged: 2, rejected: 1, conflicts: 2 });
    expect((await db.search('"pay7"')).length).toBe(1);
    expect((await db.healthCheck()).issues).toEqual([]);
  });

  describe('cancelled', () => {
    const phases = ['looking', 'backing-up', 'reading', 'writing', 'finishing'] as const;

    test.each(phases)('while %s, it leaves everything as it was and no thread behind', async (phase) => {
      const db = await filled();
      const before = await content(db);
      const path = folder.write(JSON.stringify(many(600, 300)));
      const signal = { aborted: false };
      const seen: TransferProgress[] = [];
      const failure = await rejection(
        db.importFrom(
          { path, mode: 'replace' },
          (progress) => {
            seen.push(progress);
            if (progress.phase === phase && (phase !== 'writing' || progress.records > 100))
              signal.aborted = true;
          },
          signal,
        ),
      );
      expect(failure.kind).toBe('cancelled');
      expect(seen.at(-1)?.phase).toBe(phase);
      expect(await content(db)).toBe(before);
      expect(threads.map(({ threadId }) => threadId)).toEqual(threads.map(() => -1));
      // And the next one runs.
      const report = await db.importFrom({ path });
      expect(outcome(report)).toMatchObject({ added: 600 });
    });
  });

  test('a large file is read in a thread of its own, with progress, and is found at once', async () => {
    const db = await fresh();
    const path = folder.write(JSON.stringify(many(700, 300)));
    const seen: TransferProgress[] = [];
    const report = await db.importFrom({ path }, (progress) => void seen.push(progress));
    expect(outcome(report)).toEqual({ added: 700, updated: 0, unchanged: 0, rejected: 0, conflicts: 0 });
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
      'looking',
      'reading',
      'writing',
      'finishing',
    ]);
    const counts = seen.map(({ records }) => records);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect(counts.at(-1)).toBe(700);
    expect((await db.searchPage('word699')).total).toBe(1);
    expect((await db.searchPage('s0c3')).total).toBe(44);
    expect((await db.healthCheck()).issues).toEqual([]);
    // As if they had been written one by one.
    const store = await db.store();
    const counted = await store.db.selectFrom('kb_terms').selectAll().where('term', '=', 's0c3').execute();
    await db.rebuildIndex();
    expect(await store.db.selectFrom('kb_terms').selectAll().where('term', '=', 's0c3').execute()).toEqual(
      counted,
    );
  });

  test('a file that breaks off in the middle is refused with nothing changed and no thread left', async () => {
    const db = await filled();
    const before = await content(db);
    const whole = JSON.stringify(many(700, 300));
    const path = folder.write(whole.slice(0, whole.length - 5_000));
    expect(await rejection(db.importFrom({ path }))).toMatchObject({ kind: 'invalid-file' });
    expect(await content(db)).toBe(before);
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
  });

  describe('in the place of what is there', () => {
    test('only the content of the file is left', async () => {
      const db = await filled();
      await folder.bring(db, many(5));
      const path = folder.exported([record({ id: 'one', number: 1 }), record({ id: 'two' })]);
      const report = await db.importFrom({ path, mode: 'replace' });
      expect(report).toMatchObject({ added: 2, removed: 6, mode: 'replace' });
      expect((await db.status()).entries).toBe(2);
      expect((await db.search('"here before"')).length).toBe(0);
      expect((await db.search('vsam')).length).toBe(2);
      expect((await db.healthCheck()).issues).toEqual([]);
    });

    test.skipIf(engine !== 'sqlite')('restoring the backup undoes it', async () => {
      const db = await filled();
      const before = await content(db);
      const path = folder.write(JSON.stringify(many(2)));
      const report = await db.importFrom({ path, mode: 'replace' });
      const backup = report.backup?.path ?? '';
      const [listed] = await db.listBackups();
      expect(listed).toMatchObject({
        path: backup,
        type: 'pre-import',
        tag: basename(path),
        verified: true,
        entries: 1,
      });
      await db.restoreFromBackup(backup);
      expect(await content(db)).toBe(before);
    });

    test.skipIf(engine !== 'postgresql')('importing the backup undoes it', async () => {
      const db = await filled();
      const [{ number, ...entry }, history] = [await db.getEntry('here'), await db.listRevisions('here')];
      const report = await folder.bring(db, many(2), { mode: 'replace' });
      const backup = report.backup?.path ?? '';
      expect(dirname(backup)).toBe(join(folder.path, 'home', 'server-backups'));
      await db.importFrom({ path: backup, mode: 'replace' });
      expect((await db.status()).entries).toBe(1);
      expect(await db.getEntry('here')).toEqual({ ...entry, number });
      expect(await db.listRevisions('here')).toEqual(history);
    });

    test('searches know of it at once, also where labels and revisions are those of other entries', async () => {
      const db = await fresh();
      const one = record({
        id: 'one',
        number: 1,
        problem: 'IEC141I is what it says.',
        updatedAt: '2026-01-01',
      });
      await db.importFrom({ path: folder.exported([one]) });
      expect((await db.search('vsam iec141i'))[0]?.snippet).toMatch(/IEC141I/);
      const other = record({ id: 'two', number: 1, problem: 'Now it is IEC161I.', updatedAt: '2026-02-02' });
      await db.importFrom({ path: folder.exported([other]), mode: 'replace' });
      expect(JSON.stringify((await db.search('vsam iec161i'))[0])).toMatch(/Now it is/);
      expect((await db.search('iec161i')).map(({ matched }) => matched)).toEqual([['problem: iec161i']]);
    });

    test('nothing is lost where the file cannot be read to its end', async () => {
      const db = await filled();
      const before = await content(db);
      const path = folder.write('{"entries":[{"title":"a","problem":"b","solution":"c"},{"tit');
      expect(await rejection(db.importFrom({ path, mode: 'replace' }))).toMatchObject({
        kind: 'invalid-file',
      });
      expect(await content(db)).toBe(before);
    });
  });

  test('a backup is made before merging where it is asked for, and never for a dry run', async () => {
    const db = await filled();
    expect((await folder.bring(db, many(1), { backup: true, dryRun: true })).backup).toBeNull();
    expect((await folder.bring(db, many(1), { mode: 'replace', dryRun: true })).backup).toBeNull();
    const { backup } = await folder.bring(db, many(1), { backup: true });
    expect(existsSync(backup?.path ?? '')).toBe(true);
    expect((await folder.bring(db, many(1))).backup).toBeNull();
  });

  test('what another program changed in an export is told', async () => {
    const db = await fresh();
    const [header, end] = [
      { format: 'abendbook-export', formatVersion: 1, schemaVersion: '005-x', scope: 'everything' },
      { type: 'end', sha256: '0'.repeat(64) },
    ];
    const lines = [
      { type: 'header', ...header, counts: { entries: 2 } },
      { type: 'entry', ...record() },
      end,
    ];
    const path = folder.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), '.ndjson');
    const { warnings, added } = await db.importFrom({ path, dryRun: true });
    expect({ added, warnings }).toEqual({
      added: 1,
      warnings: [
        expect.stringMatching(/2 of entries, and holds 1/),
        expect.stringMatching(/checksum does not fit/),
      ],
    });
    expect(await rejection(db.importFrom({ path, onBadRecord: 'stop' }))).toMatchObject({
      kind: 'invalid-file',
    });
    expect((await db.status()).entries).toBe(0);
  });

  test('columns of another program are guessed, and the guess is told', async () => {
    const db = await fresh();
    const path = folder.write(
      'Summary;Description;Resolution;Keywords\nS0C7 in PAY;It ended;Fix it;cobol, pay\n;No title;x;\n',
      '.csv',
    );
    const report = await db.importFrom({ path });
    expect(report.mapping?.fields).toMatchObject({ problem: { from: ['Description'] } });
    expect(outcome(report)).toMatchObject({ added: 1, rejected: 1 });
    const [found] = await db.search('s0c7');
    expect(found?.entry).toMatchObject({ solution: 'Fix it', tags: ['cobol', 'pay'] });
  });

  test('of JSON likewise, but not where a field of an entry only lacks the others', async () => {
    const db = await fresh();
    const ticket = { title: 'S0C7 in PAY', description: 'It ended', resolution: 'Fix it', priority: 'P1' };
    const foreign = folder.write(JSON.stringify([ticket]), '.json');
    expect(await db.importFrom({ path: foreign })).toMatchObject({
      added: 1,
      mapping: { fields: { problem: { from: ['description'] }, solution: { from: ['resolution'] } } },
    });
    const lacking = folder.write(
      JSON.stringify([{ title: 'T', problem: 'P', description: 'It ended' }]),
      '.json',
    );
    expect(await db.importFrom({ path: lacking })).toMatchObject({
      added: 0,
      mapping: null,
      problems: { 'missing-field': 1 },
    });
  });

  test.skipIf(engine !== 'sqlite')(
    'a knowledge base is not imported into itself, by whatever name',
    async () => {
      const db = await filled();
      const store = await db.store();
      if (store.engine !== 'sqlite') throw new Error('It is a file.');
      const alias = join(folder.path, 'alias.db');
      linkSync(store.path, alias);
      for (const path of [store.path, alias] satisfies ImportRequest['path'][])
        expect(await rejection(db.importFrom({ path }))).toMatchObject({ kind: 'invalid-request' });
      const copy = join(folder.path, 'copy.db');
      store.connection.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(store.path, copy);
      expect(outcome(await db.importFrom({ path: copy }))).toMatchObject({ added: 0, unchanged: 1 });
    },
  );

  test.skipIf(engine !== 'sqlite')('nothing is left beside the file when it fails', async () => {
    const db = await filled();
    const store = await db.store();
    if (store.engine !== 'sqlite') throw new Error('It is a file.');
    const beside = (): readonly string[] =>
      readdirSync(dirname(store.path)).filter((name) => !/-(?:wal|shm)$/.test(name));
    const before = beside();
    const path = folder.write('[{"title":');
    await rejection(db.importFrom({ path }));
    expect(beside()).toEqual(before);
    expect(readFileSync(store.path).length).toBeGreaterThan(0);
  });
});
