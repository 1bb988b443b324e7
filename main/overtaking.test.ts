import { expect, test } from 'vitest';
import { Overtaking } from './overtaking.ts';

test('a newer search cancels the one before it', () => {
  const searches = new Overtaking();
  const first = searches.signalFor('vsa');
  const second = searches.signalFor('vsam');
  expect([first.aborted, second.aborted]).toEqual([true, false]);
});

test('further pages of the same search run beside each other, and are cancelled together', () => {
  const searches = new Overtaking();
  const pages = [searches.signalFor('vsam'), searches.signalFor('vsam')];
  expect(pages.map((signal) => signal.aborted)).toEqual([false, false]);
  searches.signalFor('vsam 35');
  expect(pages.map((signal) => signal.aborted)).toEqual([true, true]);
});

test('going back to an earlier search starts it afresh', () => {
  const searches = new Overtaking();
  searches.signalFor('vsam');
  searches.signalFor('');
  expect(searches.signalFor('vsam').aborted).toBe(false);
});
