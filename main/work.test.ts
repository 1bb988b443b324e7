import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KnowledgeError } from '../core/failure.ts';
import type { Work } from '../preload/api.ts';
import { announcementInterval, WorkRegistry } from './work.ts';

const cancelled = {
  kind: 'cancelled',
  message: 'Loading was cancelled.',
  recovery: 'Load it again.',
} as const;

let announced: Work[];
let registry: WorkRegistry;

beforeEach(() => {
  vi.useFakeTimers();
  announced = [];
  registry = new WorkRegistry((work) => announced.push(work));
});

afterEach(() => {
  vi.useRealTimers();
});

/** Work that goes on until it is told how to end. */
function startWork() {
  const end = Promise.withResolvers<number>();
  let report: (done: number, total: number) => void = () => undefined;
  let signal = new AbortController().signal;
  const result = registry.run({
    title: 'Loading entries',
    cancelWords: 'Cancel, adding nothing',
    perform: (reportProgress, cancelSignal) => {
      report = reportProgress;
      signal = cancelSignal;
      return end.promise;
    },
    describe: (count) => `${count} entries were loaded.`,
  });
  return {
    end,
    result,
    report: (done: number, total: number) => report(done, total),
    aborted: () => signal.aborted,
  };
}

describe('announcements', () => {
  test('tell of the start at once, and of the end with what was done', async () => {
    const { end, result, report } = startWork();
    expect(announced).toMatchObject([{ title: 'Loading entries', state: 'running', done: 0, result: null }]);
    report(3, 5);
    end.resolve(5);
    expect(await result).toBe(5);
    expect(announced.at(-1)).toMatchObject({
      state: 'done',
      done: 5,
      total: 5,
      result: '5 entries were loaded.',
    });
  });

  test('come at most ten times a second, however fast the work is', () => {
    const { report } = startWork();
    for (let millisecond = 1; millisecond <= 1_000; millisecond += 1) {
      vi.advanceTimersByTime(1);
      report(millisecond, 1_000);
    }
    expect(announced.length).toBeGreaterThan(8);
    expect(announced.length).toBeLessThanOrEqual(11);
  });

  test('show the last count even when the work then pauses', () => {
    const { report } = startWork();
    report(1, 9);
    report(2, 9);
    report(7, 9);
    vi.advanceTimersByTime(announcementInterval);
    expect(announced.at(-1)).toMatchObject({ done: 7, total: 9, state: 'running' });
  });

  test('end with the end: nothing is announced as running after it', async () => {
    const { end, result, report } = startWork();
    report(1, 9);
    end.resolve(9);
    await result;
    vi.advanceTimersByTime(10 * announcementInterval);
    expect(announced.at(-1)?.state).toBe('done');
  });

  test('tell what went wrong, and the failure reaches the caller', async () => {
    const { end, result } = startWork();
    end.reject(
      new KnowledgeError({ kind: 'disk-full', message: 'The disk is full.', recovery: 'Free some space.' }),
    );
    await expect(result).rejects.toThrow('The disk is full.');
    expect(announced.at(-1)).toMatchObject({ state: 'failed', result: 'The disk is full. Free some space.' });
  });
});

describe('cancelling', () => {
  test('asks the work to stop, and its end is announced as cancelled', async () => {
    const { end, result, aborted } = startWork();
    registry.cancel(announced[0]?.id ?? '');
    expect(aborted()).toBe(true);
    end.reject(new KnowledgeError(cancelled));
    await expect(result).rejects.toThrow(cancelled.message);
    expect(announced.at(-1)).toMatchObject({
      state: 'cancelled',
      result: 'Loading entries was cancelled. Load it again.',
    });
  });

  test('stops the one that is named, and no other', () => {
    const first = startWork();
    const second = startWork();
    expect(announced[0]?.id).not.toBe(announced[1]?.id);
    registry.cancel(announced[1]?.id ?? '');
    expect([first.aborted(), second.aborted()]).toEqual([false, true]);
    registry.cancelAll();
    expect(first.aborted()).toBe(true);
  });

  test('what has ended already is refused', async () => {
    const { end, result } = startWork();
    end.resolve(1);
    await result;
    expect(() => registry.cancel(announced[0]?.id ?? '')).toThrow(KnowledgeError);
  });
});

test('work with named steps says which one is under way, and that it cannot be cancelled in some of them', async () => {
  const end = Promise.withResolvers<number>();
  let report: (done: number, total: number, step: { words: string; cancellable: boolean }) => void = () =>
    undefined;
  const result = registry.run({
    title: 'Upgrading',
    cancelWords: 'Cancel, changing nothing',
    perform: (reportProgress) => {
      report = reportProgress;
      return end.promise;
    },
    describe: () => ({ state: 'failed', sentence: 'The step 010-bad failed. Nothing was changed.' }),
  });
  vi.advanceTimersByTime(500);
  report(0, 4, { words: 'Step 4 of 5: upgrading', cancellable: false });
  expect(announced.at(-1)).toMatchObject({ step: 'Step 4 of 5: upgrading', cancelWords: null, total: 4 });
  expect(announced.at(-1)?.startedAt).toBe((announced[0]?.startedAt ?? 0) + 500);
  end.resolve(0);
  await result;
  expect(announced.at(-1)).toMatchObject({
    state: 'failed',
    result: 'The step 010-bad failed. Nothing was changed.',
  });
});
