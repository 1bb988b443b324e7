import { EventEmitter } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ErrorLog } from './error-log.ts';
import { surviveUncaught } from './uncaught.ts';

let folder: string;
let log: ErrorLog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abendbook-log-'));
  log = new ErrorLog(join(folder, 'logs', 'main.log'));
});

afterEach(() => rm(folder, { recursive: true }));

test('errors are added one after the other, with time and stack', async () => {
  log.write('First', new TypeError('one'));
  log.write('Second', 'two');
  const text = await readFile(log.path, 'utf8');
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT\S+Z First\nTypeError: one\n +at /);
  expect(text).toContain("Second\n'two'");
});

test('a log past 1 MB is put aside once, and a new one begun', async () => {
  log.write('First', null);
  await writeFile(log.path, 'x'.repeat(1_000_001));
  log.write('Second', null);
  expect(await readFile(log.path, 'utf8')).toContain('Second');
  expect((await readFile(`${log.path}.1`, 'utf8')).length).toBe(1_000_001);
});

test('a log that cannot be written stops nothing', async () => {
  await writeFile(join(folder, 'logs'), 'a file where the folder should be');
  expect(log.write('First', null)).toBe(false);
});

test('of uncaught errors all are logged, and only the first is shown, with what is safe and where the details are', async () => {
  const program = new EventEmitter();
  const shown: string[] = [];
  surviveUncaught(
    { log, showError: (title, text) => shown.push(`${title}\n${text}`) },
    program as NodeJS.Process,
  );
  program.emit('uncaughtException', new Error('first bug'));
  program.emit('unhandledRejection', new Error('second bug'));

  expect(shown).toHaveLength(1);
  expect(shown[0]).toContain('first bug');
  expect(shown[0]).toContain('safe in your knowledge base');
  expect(shown[0]).toContain(log.path);
  const text = await readFile(log.path, 'utf8');
  expect(text).toContain('first bug');
  expect(text).toContain('second bug');
});
