import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCustomMigrations } from './read-custom-migrations.ts';
import { guideStep, stepText } from './testing/guide-step.ts';

let home = '';
let database = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'abendbook-custom-'));
  database = join(home, 'knowledge.db');
  folder = `${database}.migrations`;
  mkdirSync(folder);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
const step = (version: string): string => stepText({ version: `'${version}'` });

/** The versions that were read, and the problems without the folder before them. */
function read(): { readonly versions: readonly string[]; readonly problems: readonly string[] } {
  const { migrations, problems } = readCustomMigrations(database);
  return {
    versions: migrations.map(({ version }) => version),
    problems: problems.map((problem) => problem.replace(`${folder}/`, '').replace(`${folder}\\`, '')),
  };
}

test('no folder means no steps', () => {
  rmSync(folder, { recursive: true });
  expect(read()).toEqual({ versions: [], problems: [] });
});

test('steps of both forms are read in the order of their numbers', () => {
  put('020-later.mjs', step('020-later'));
  put(
    '011-json.json',
    JSON.stringify({
      version: '011-json',
      name: 'J',
      up: 'CREATE TABLE j (a)',
      down: 'DROP TABLE j',
      validate: 'SELECT 1',
    }),
  );
  put('010-custom-feature.ts', `\ufeff${guideStep}`);
  expect(read()).toEqual({ versions: ['010-custom-feature', '011-json', '020-later'], problems: [] });
  expect(readCustomMigrations(database).migrations[0]?.file).toBe(join(folder, '010-custom-feature.ts'));
});

test('what is no step is left alone', () => {
  for (const name of ['README.md', '.DS_Store', '.010-a.ts.swp', '010-a.ts~', '010-a.ts.bak', 'notes.txt'])
    put(name, 'x');
  mkdirSync(join(folder, 'drafts'));
  put('drafts/012-x.ts', step('012-x'));
  expect(read()).toEqual({ versions: [], problems: [] });
});

test('one wrong step does not hide the others', () => {
  put('010-right.ts', step('010-right'));
  put('011-wrong.ts', 'launch()');
  expect(read()).toEqual({
    versions: ['010-right'],
    problems: [expect.stringMatching(/^011-wrong\.ts, line 1: "launch" has no place here/)],
  });
});

test('of two with the same number neither is taken', () => {
  put('010-a.ts', step('010-a'));
  put('010-b.json', '{}');
  expect(read()).toEqual({
    versions: [],
    problems: [
      expect.stringMatching(/^010-a\.ts: 010-b\.json has the number 010, too/),
      expect.stringMatching(/^010-b\.json: 010-a\.ts has the number 010, too/),
    ],
  });
});

test.each([
  ['10-short.ts', step('10-short'), /not the name of a step/],
  ['010-Capital.ts', step('010-Capital'), /not the name of a step/],
  ['010-feature.sql', 'SELECT 1', /not the name of a step/],
  ['feature.ts', step('feature'), /not the name of a step/],
  ['009-ours.ts', step('009-ours'), /001 to 009 are the program's own/],
  ['010-a.ts', step('010-b'), /line 2: version is "010-b"/],
  ['010-large.ts', 'x'.repeat(1_000_001), /larger than 1000000 bytes/],
  ['010-latin.ts', Buffer.from(step('010-latin').replace('Notes', 'Größe'), 'latin1'), /not UTF-8/],
  ['010-empty.ts', '', /line 1: there is no step/],
])('%s is refused, with the way out', (name, content, reason) => {
  put(name, content);
  const { versions, problems } = read();
  expect(versions).toEqual([]);
  expect(problems).toEqual([expect.stringMatching(reason)]);
  expect(problems[0]?.startsWith(name)).toBe(true);
});

describe.runIf(process.platform !== 'win32')('links and pipes are not followed', () => {
  test('a link to a step', () => {
    writeFileSync(join(home, 'elsewhere.ts'), step('010-a'));
    symlinkSync(join(home, 'elsewhere.ts'), join(folder, '010-a.ts'));
    expect(read()).toEqual({ versions: [], problems: [expect.stringMatching(/^010-a\.ts: this is a link/)] });
  });

  test('a pipe, which nobody writes to', () => {
    execFileSync('mkfifo', [join(folder, '010-a.ts')]);
    expect(read()).toEqual({ versions: [], problems: [expect.stringMatching(/^010-a\.ts: this is a link/)] });
  });
});

test('a file in the place of the folder is said', () => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'x');
  expect(readCustomMigrations(database)).toEqual({
    migrations: [],
    problems: [expect.stringContaining(`${folder} cannot be read`)],
  });
});
