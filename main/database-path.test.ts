import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDatabasePath } from '../core/store/default-path.ts';
import { databasePathFrom } from './database-path.ts';

test('without an option it is the database of the app itself', () => {
  expect(databasePathFrom(['electron', '.'], '/srv')).toBe(defaultDatabasePath());
  expect(databasePathFrom(['electron', '--db='], '/srv')).toBe(defaultDatabasePath());
});

test('a relative file is meant from where the program was started, and the last one counts', () => {
  expect(databasePathFrom(['electron', '--db=a.db', '--db=team/b.db'], '/srv')).toBe(
    resolve('/srv/team/b.db'),
  );
});
