import { expect, test } from 'vitest';
import { isLocked, places } from './places.ts';

const base = '001-mvp1-base';
const incidents = '002-mvp2-pattern-detection';
const projects = '004-mvp4-idz-integration';

const openWith = (...versions: readonly string[]) => {
  const applied = versions.map((version) => ({ version }));
  return places.filter((place) => !isLocked(place, applied)).map((place) => place.name);
};

test('the first schema version has search, the database and the settings', () => {
  expect(openWith(base)).toEqual(['Search', 'Database', 'Settings']);
});

test('each step unlocks its own places, whatever else has been applied', () => {
  expect(openWith(base, incidents)).toContain('Dashboard');
  expect(openWith(base, projects)).toEqual(['Search', 'Projects', 'Database', 'Settings']);
  expect(openWith(base, '010-custom-feature')).toEqual(['Search', 'Database', 'Settings']);
});
