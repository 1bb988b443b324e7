import { expect, test } from 'vitest';
import { isLocked, places } from './places.ts';

const openAt = (version: string) =>
  places.filter((place) => !isLocked(place, version)).map((place) => place.name);

test('the first schema version has search, the database and the settings', () => {
  expect(openAt('001-mvp1-base')).toEqual(['Search', 'Database', 'Settings']);
});

test('each schema version unlocks its places', () => {
  expect(openAt('002-any')).toContain('Dashboard');
  expect(openAt('004-any')).not.toContain('Resolve');
  expect(openAt('005-any')).toHaveLength(places.length);
});
