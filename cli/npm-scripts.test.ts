import { describe, expect, test } from 'vitest';
import { scriptArguments } from './npm-scripts.ts';

/** What npm sets for what it was given before a `--`. */
function taken(options: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [`npm_config_${name}`, value]));
}

describe('an npm script passes on what the user gave', () => {
  test.each([
    [
      'after --, joined',
      'db:rollback',
      ['--version=001-mvp1-base'],
      {},
      ['rollback', '--to', '001-mvp1-base'],
    ],
    ['after --, in two words', 'db:rollback', ['--version', '1'], {}, ['rollback', '--to', '1']],
    ['before --, which npm takes', 'db:rollback', [], { steps: '1' }, ['rollback', '--steps', '1']],
    ['before --, in two words', 'db:rollback', ['1'], { steps: 'true' }, ['rollback', '--steps', '1']],
    ['as a word alone', 'db:rollback', ['001-mvp1-base'], {}, ['rollback', '--to', '001-mvp1-base']],
    ['--to, which npm 11 mistakes', 'db:migrate', [], { token_description: '3' }, ['migrate', '--to', '3']],
    ['--to, as npm 10 takes it', 'db:migrate', [], { to: '3' }, ['migrate', '--to', '3']],
    ['a backup as the argument', 'db:restore', ['--backup=./a b.db'], {}, ['restore', './a b.db']],
    ['a backup that npm takes', 'db:restore', [], { backup: './a b.db' }, ['restore', './a b.db']],
    [
      'flags that npm takes',
      'db:migrate',
      [],
      { dry_run: 'true', json: 'true' },
      ['migrate', '--json', '--dry-run'],
    ],
    [
      'type and tag',
      'backup:create',
      [],
      { type: 'pre-migration', tag: 'mvp1-to-mvp2' },
      ['backup', 'create', '--type', 'pre-migration', '--tag', 'mvp1-to-mvp2'],
    ],
    [
      'anything to kb',
      'kb',
      ['search', '--tag', 'x', '-805'],
      { tag: 'y' },
      ['search', '--tag', 'x', '-805'],
    ],
  ])('%s', (_name, script, given, environment, wanted) => {
    expect(scriptArguments(script, given, taken(environment))).toEqual(wanted);
  });

  test('and what comes after -- wins', () => {
    expect(scriptArguments('db:rollback', ['--steps=2'], taken({ steps: '1' }))).toEqual([
      'rollback',
      '--steps',
      '2',
    ]);
  });

  test("but not npm's own settings, nor its --yes, which answers npm's questions", () => {
    const environment = taken({ yes: 'true', noproxy: '', json: '', loglevel: 'silent' });
    expect(scriptArguments('db:migrate', [], environment)).toEqual(['migrate']);
    expect(scriptArguments('db:migrate', ['--yes'], environment)).toEqual(['migrate', '--yes']);
  });
});
