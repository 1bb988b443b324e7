import type { MessageBoxOptions } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import type { RunningUpgrade } from '../preload/api.ts';
import { guardRunningUpgrade } from './running-upgrade-guard.ts';

const running: RunningUpgrade = { kind: 'upgrade', atStart: false, startedAt: 0, progress: null };

class FakeWindow {
  closed = false;
  #onClose: (event: { preventDefault(): void }) => void = () => undefined;

  on(_event: 'close', listener: (event: { preventDefault(): void }) => void): void {
    this.#onClose = listener;
  }

  isDestroyed(): boolean {
    return this.closed;
  }

  close(): void {
    let prevented = false;
    this.#onClose({ preventDefault: () => (prevented = true) });
    this.closed = !prevented;
  }
}

let window: FakeWindow;
let runs: { state: { running: RunningUpgrade | null }; cancelled: boolean };
let ended: PromiseWithResolvers<void>;
let asked: MessageBoxOptions[];
let answer: number;
let stayed: boolean;

beforeEach(() => {
  window = new FakeWindow();
  ended = Promise.withResolvers();
  asked = [];
  stayed = false;
  runs = { state: { running }, cancelled: false };
  const controls = {
    get state() {
      return runs.state;
    },
    cancel: () => {
      runs.cancelled = true;
    },
    idle: () => ended.promise,
  };
  guardRunningUpgrade(window, controls, {
    ask: async (_window, options) => {
      asked.push(options);
      return { response: answer };
    },
    onStay: () => {
      stayed = true;
    },
  });
});

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test('a window with nothing under way closes without a question', () => {
  runs.state = { running: null };
  window.close();
  expect(window.closed).toBe(true);
  expect(asked).toEqual([]);
});

test('over a running upgrade it asks, and stays where the user wants it to', async () => {
  answer = 0;
  window.close();
  await settled();
  expect(asked).toMatchObject([{ message: 'Cancel the upgrade and close?', defaultId: 0 }]);
  expect({ closed: window.closed, stayed, cancelled: runs.cancelled }).toEqual({
    closed: false,
    stayed: true,
    cancelled: false,
  });
});

test('it closes by itself once the upgrade has been cancelled', async () => {
  answer = 1;
  window.close();
  await settled();
  expect({ closed: window.closed, cancelled: runs.cancelled }).toEqual({ closed: false, cancelled: true });
  runs.state = { running: null };
  ended.resolve();
  await settled();
  expect(window.closed).toBe(true);
});

test('it says so where what is being written is not interrupted', async () => {
  answer = 1;
  const progress = { phase: 'upgrading', step: null, done: 1, total: 4, cancellable: false } as const;
  runs.state = { running: { ...running, progress } };
  window.close();
  await settled();
  expect(asked[0]?.buttons).toEqual(['Stay', 'Close when it is done']);
});
