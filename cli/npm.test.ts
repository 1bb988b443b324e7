import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { latestVersion } from '../migrations/index.ts';
import { document, testFolder, type Document } from './testing/run-kb.ts';

/** What is passed through npm depends on npm, so the real one runs here. */
const project = fileURLToPath(new URL('..', import.meta.url));
const folder = testFolder();
const db = join(folder, 'npm.db');

beforeAll(() => {
  document('init', '--starter', '--to', '1', '--db', db);
});

/** Runs an npm script from a folder outside the project, and returns its one JSON document. */
function script(name: string, ...args: readonly string[]): Document {
  const { stdout, stderr } = spawnSync('npm', ['--prefix', project, 'run', '-s', name, ...args], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Document;
}

test("the guide's npm scripts work with options before -- and after it", { timeout: 300_000 }, () => {
  const made = { type: 'pre-migration', tag: 'mvp1-to-mvp2' };
  const asked = ['--type=pre-migration', '--tag=mvp1-to-mvp2'];
  const before = script('backup:create', ...asked, `--db=${db}`, '--json');
  expect(before).toMatchObject(made);
  // Relative paths are meant from where the user stands.
  expect(script('backup:create', '--', ...asked, '--db=npm.db', '--json')).toMatchObject(made);

  expect(script('db:migrate', '--to=3', '--db=npm.db', '--json')).toMatchObject({
    to: '003-mvp3-code-analysis',
  });
  expect(script('db:migrate', '--', '--db', 'npm.db', '--json')).toMatchObject({ to: latestVersion });
  expect(script('db:status', '--db=npm.db', '--json')).toMatchObject({ version: latestVersion });

  expect(script('db:rollback', '--steps=1', '--db=npm.db', '--json')).toMatchObject({
    to: '004-mvp4-idz-integration',
  });
  expect(script('db:rollback', '--', '--steps=1', '--db=npm.db', '--json')).toMatchObject({
    to: '003-mvp3-code-analysis',
  });
  expect(script('db:rollback', '--', '--version=001-mvp1-base', '--db=npm.db', '--json')).toMatchObject({
    to: '001-mvp1-base',
  });

  const backup = join('npm.db.backups', basename(String(before['path'])));
  const restored = { backup: join(folder, backup) };
  expect(script('db:restore', `--backup=${backup}`, '--db=npm.db', '--json')).toMatchObject(restored);
  expect(script('db:restore', '--', `--backup=${backup}`, '--db=npm.db', '--json')).toMatchObject(restored);
  expect(script('kb', '--', 'status', '--db', 'npm.db', '--json')).toMatchObject({ db });
});
