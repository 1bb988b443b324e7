import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { onEveryEngine } from '../../store/testing/on-every-engine.ts';
import { rejection } from '../../store/testing/rejection.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { exportFormats, type TransferProgress } from '../transfer-types.ts';
import { exportTo } from './export-to.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => sampleEntry({ title: `Entry ${index}` }));

onEveryEngine(({ engine, fresh }) => {
  test('the ending says which format it is', async () => {
    const db = await fresh();
    const endings = { json: 'json', NDJSON: 'ndjson', jsonl: 'ndjson', csv: 'csv', backup: 'json' };
    for (const [ending, format] of Object.entries(endings)) {
      const path = join(folder, `a.${ending}`);
      expect(await db.exportTo({ path })).toMatchObject({ format, path });
    }
    expect(await db.exportTo({ path: join(folder, 'a') })).toMatchObject({ format: 'json' });
    expect(readdirSync(folder)).toHaveLength(6);
  });

  test.each(exportFormats)('a %s export that is cancelled leaves nothing behind', async (format) => {
    const db = await fresh();
    await db.addEntries(many(300));
    const path = join(folder, 'out');
    const signal = { aborted: false };
    const seen: TransferProgress[] = [];
    const failure = await rejection(
      exportTo(
        await db.store(),
        { path, format },
        (progress) => {
          seen.push(progress);
          if (progress.done > 0) signal.aborted = true;
        },
        signal,
      ),
    );
    expect(failure.kind).toBe('cancelled');
    expect(seen.length).toBeLessThan(4);
    expect(readdirSync(folder)).toEqual([]);
    expect((await db.exportTo({ path, format })).records).toBe(300);
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('progress tells how much is done of all', async () => {
    const db = await fresh();
    await db.addEntries(many(300));
    const seen: TransferProgress[] = [];
    await db.exportTo({ path: join(folder, 'out.json') }, (progress) => seen.push(progress));
    expect(seen[0]).toEqual({ phase: 'looking', done: 0, total: 0, unit: 'records', records: 0 });
    expect(seen[1]).toMatchObject({ phase: 'writing', total: 300 });
    expect(seen.at(-1)).toMatchObject({ phase: 'finishing', done: 300, total: 300 });
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
  });

  test('a file is replaced only where that is allowed, and as a whole', async () => {
    const db = await fresh();
    await db.addEntry(sampleEntry());
    const path = join(folder, 'out.json');
    writeFileSync(path, 'precious');
    const failure = await rejection(db.exportTo({ path }));
    expect(failure).toMatchObject({
      kind: 'file-exists',
      message: expect.stringContaining(path),
      field: 'path',
    });
    const cancelled = exportTo(await db.store(), { path, overwrite: true }, undefined, { aborted: true });
    expect(await rejection(cancelled)).toMatchObject({ kind: 'cancelled' });
    expect(readFileSync(path, 'utf8')).toBe('precious');
    await db.exportTo({ path, overwrite: true });
    expect(readFileSync(path, 'utf8')).toContain('abendbook-export');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  test('a link is followed', async () => {
    const db = await fresh();
    const path = join(folder, 'link.json');
    writeFileSync(join(folder, 'real.json'), '');
    symlinkSync(join(folder, 'real.json'), path);
    await db.exportTo({ path, overwrite: true });
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toContain('abendbook-export');
  });

  test('what cannot be a target is refused by its name', async () => {
    const db = await fresh();
    const named = (kind: string, path: string) => ({ kind, message: expect.stringContaining(path) });
    const missing = join(folder, 'missing');
    expect(await rejection(db.exportTo({ path: join(missing, 'a.json') }))).toMatchObject(
      named('file-missing', missing),
    );
    expect(await rejection(db.exportTo({ path: folder, overwrite: true }))).toMatchObject(
      named('file-exists', folder),
    );
    const file = join(folder, 'file');
    writeFileSync(file, 'text');
    expect(await rejection(db.exportTo({ path: join(file, 'a.json') }))).toMatchObject(
      named('file-missing', file),
    );
    const markdown = { path: file, format: 'markdown', overwrite: true } as const;
    expect(await rejection(db.exportTo(markdown))).toMatchObject(named('file-exists', file));
    expect(await rejection(db.exportTo({ path: ' ' }))).toMatchObject({ kind: 'invalid-request' });
    expect(await rejection(db.exportTo({ path: 'a\0.json' }))).toMatchObject({ kind: 'invalid-request' });
    const query = { path: join(folder, 'a.json'), selection: { query: 'severity:hgih' } };
    expect(await rejection(db.exportTo(query))).toMatchObject({ kind: 'invalid-request' });
    expect(readdirSync(folder)).toEqual(['file']);
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  test('what a killed export left behind is removed, what another is writing is not', async () => {
    const db = await fresh();
    const { pid: dead } = spawnSync(process.execPath, ['-e', '0']);
    const stale = join(folder, `.abendbook-export-${dead}-00000000.unfinished`);
    const live = `.abendbook-export-${process.pid}-00000000.unfinished`;
    writeFileSync(join(folder, live), 'half');
    mkdirSync(stale);
    writeFileSync(join(stale, 'one.md'), 'half');
    await db.exportTo({ path: join(folder, 'out.csv') });
    expect(readdirSync(folder).toSorted()).toEqual([live, 'out.csv']);
  });

  test.runIf(engine === 'sqlite')('the knowledge base itself and any other is never replaced', async () => {
    const db = await fresh();
    await db.addEntry(sampleEntry());
    const store = await db.store();
    const path = store.engine === 'sqlite' ? store.path : '';
    linkSync(path, join(folder, 'hard.json'));
    symlinkSync(path, join(folder, 'soft.json'));
    const other = await KnowledgeDB.open(join(folder, 'other.db'));
    await other.close();
    const targets = [path, `${path}-wal`, `${path}-journal`, `${path}.upgrading`, `${path}.restoring`];
    for (const target of [
      ...targets,
      ...['hard.json', 'soft.json', 'other.db'].map((name) => join(folder, name)),
    ]) {
      const failure = await rejection(db.exportTo({ path: target, format: 'json', overwrite: true }));
      expect(failure).toMatchObject({ kind: 'file-exists', message: expect.stringContaining(target) });
    }
    expect(existsSync(`${path}-journal`)).toBe(false);
    expect((await db.getStats()).totalEntries).toBe(1);
    expect((await db.healthCheck()).overall).toBe(true);
  });
});

test('a knowledge base that may only be read is exported', async () => {
  const path = join(folder, 'knowledge.db');
  const made = await KnowledgeDB.open(path);
  await made.addEntry(sampleEntry());
  await made.close();
  const db = await KnowledgeDB.open(path, { readOnly: true });
  expect((await db.exportTo({ path: join(folder, 'out.json') })).records).toBe(1);
  await db.close();
});

test('a large knowledge base is exported by a thread, with progress, cancellation and failures', async () => {
  const path = join(folder, 'knowledge.db');
  const db = await KnowledgeDB.open(path);
  const long = 'Long text of a job log, line by line. '.repeat(2_000);
  await db.addEntries(
    Array.from({ length: 60 }, (_, index) => sampleEntry({ id: `e${index}`, problem: long + index })),
  );
  const store = await db.store();
  if (store.engine === 'sqlite') store.connection.pragma('wal_checkpoint(TRUNCATE)');
  const seen: TransferProgress[] = [];
  const request = { path: join(folder, 'out'), format: 'markdown' } as const;
  const report = await db.exportTo(request, (progress) => seen.push(progress));
  expect(report.records).toBe(60);
  expect(seen.at(-1)).toMatchObject({ done: 60, total: 60 });
  expect(await rejection(db.exportTo(request))).toMatchObject({ kind: 'file-exists' });
  const next = { ...request, path: join(folder, 'next') };
  expect(await rejection(exportTo(store, next, undefined, { aborted: true }))).toMatchObject({
    kind: 'cancelled',
  });
  expect(readdirSync(folder).filter((name) => name.includes('next') || name.includes('unfinished'))).toEqual(
    [],
  );
  await db.close();
});
