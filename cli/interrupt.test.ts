import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { makeDatabase } from '../bench/make-database.ts';
import { rowsOf } from './testing/rows.ts';
import { document, kbScript, testFolder } from './testing/run-kb.ts';

const folder = testFolder();
const old = join(folder, 'old.db');

beforeAll(() => makeDatabase({ file: old, entries: 5_000, version: '001-mvp1-base' }));

/** The files of a database, and those among its backups. */
function filesOf(path: string): readonly string[] {
  const backups = `${path}.backups`;
  return [
    ...readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.`)),
    ...(existsSync(backups) ? readdirSync(backups) : []),
  ];
}

// Windows knows no signals between processes.
test.skipIf(process.platform === 'win32').each([
  ['migrate', '.upgrading'],
  ['rehearse', '.rehearsal-'],
  ['backup create', '.unfinished'],
])('Ctrl+C in %s changes nothing and leaves nothing behind', async (command, sign) => {
  const db = join(folder, `${command}.db`);
  copyFileSync(old, db);
  const rows = await rowsOf(db);
  const child = spawn(process.execPath, [kbScript, ...command.split(' '), '--db', db, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, exited] = [text(child.stdout), text(child.stderr), once(child, 'exit')];
  while (!filesOf(db).some((name) => name.includes(sign)) && child.exitCode === null) await setTimeout(1);
  child.kill('SIGINT');
  expect(await exited).toEqual([1, null]);
  expect(JSON.parse(await stdout)).toMatchObject({ error: { kind: 'cancelled' } });
  expect(await stderr).toMatch(/^Stopping\./);
  expect(await rowsOf(db)).toEqual(rows);
  expect(filesOf(db).filter((name) => name.includes(sign))).toEqual([]);
  expect(document('status', '--db', db)).toMatchObject({ version: '001-mvp1-base', notice: null });
});
