import { EventEmitter } from 'node:events';
import type { MessageBoxOptions } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { UnsavedEdits } from './unsaved-edits.ts';

/** As a window behaves when it is asked to close: listeners may prevent it. */
class ClosableWindow extends EventEmitter<{ close: [event: { preventDefault(): void }] }> {
  open = true;

  close(): void {
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.open = false;
  }
}

let window: ClosableWindow;
let edits: UnsavedEdits;
let questions: MessageBoxOptions[];
let stays: number;
let answer: PromiseWithResolvers<{ response: number }>;

beforeEach(() => {
  window = new ClosableWindow();
  edits = new UnsavedEdits();
  questions = [];
  stays = 0;
  answer = Promise.withResolvers();
  edits.guard(window, {
    ask: (_window, question) => {
      questions.push(question);
      return answer.promise;
    },
    onStay: () => {
      stays += 1;
    },
  });
});

async function answerWith(button: string): Promise<void> {
  answer.resolve({ response: questions[0]?.buttons?.indexOf(button) ?? -1 });
  await new Promise((resolve) => setImmediate(resolve));
}

test('a window with nothing unsaved closes at once', () => {
  edits.set(true);
  edits.set(false);
  window.close();
  expect(window.open).toBe(false);
  expect(questions).toEqual([]);
});

test('unsaved edits are asked about, and the safe button is the one in focus', () => {
  edits.set(true);
  window.close();
  expect(window.open).toBe(true);
  expect(questions[0]?.buttons?.[questions[0].defaultId ?? -1]).toBe('Keep editing');
  expect(questions[0]?.buttons?.[questions[0].cancelId ?? -1]).toBe('Keep editing');
});

test('keeping on editing keeps the window, and the next close asks again', async () => {
  edits.set(true);
  window.close();
  await answerWith('Keep editing');
  expect([window.open, stays]).toEqual([true, 1]);
  answer = Promise.withResolvers();
  window.close();
  expect(questions).toHaveLength(2);
});

test('discarding closes the window', async () => {
  edits.set(true);
  window.close();
  await answerWith('Discard changes');
  expect([window.open, stays]).toEqual([false, 0]);
});

test('closing again while the question stands asks nothing twice', () => {
  edits.set(true);
  window.close();
  window.close();
  expect(window.open).toBe(true);
  expect(questions).toHaveLength(1);
});
