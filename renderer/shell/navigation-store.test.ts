import { beforeEach, expect, test } from 'vitest';
import type { EntryId } from '../../preload/api.ts';
import { presentLocation, useNavigation } from './navigation-store.ts';

const first = 'entry-1' as EntryId;
const second = 'entry-2' as EntryId;
const initial = useNavigation.getInitialState();
const navigate = () => useNavigation.getState();

beforeEach(() => useNavigation.setState(initial, true));

test('entries that the cursor only passed are not steps to go back to', () => {
  navigate().select(first);
  navigate().select(second);
  navigate().goTo('database');
  navigate().back();
  expect(presentLocation().entryId).toBe(second);
  navigate().back();
  expect(presentLocation().entryId).toBe(second);
});

test('an entry that was opened is a step to go back to', () => {
  navigate().open(first);
  navigate().select(second);
  navigate().back();
  expect(presentLocation().entryId).toBe(first);
  navigate().forward();
  expect(presentLocation().entryId).toBe(second);
});

test('coming back to the search shows the entry that was there', () => {
  navigate().open(first);
  navigate().goTo('settings');
  navigate().goTo('search');
  expect(presentLocation()).toMatchObject({ place: 'search', entryId: first });
});

test('the list does not move the window away from another place', () => {
  navigate().goTo('settings');
  navigate().select(first);
  expect(presentLocation().place).toBe('settings');
});
