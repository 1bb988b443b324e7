import type { BaseWindow, MessageBoxOptions } from 'electron';

interface ClosableWindow {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  close(): void;
}

interface GuardOptions<W> {
  /** Shows a native dialog and resolves with the button that was chosen. */
  readonly ask: (window: W, options: MessageBoxOptions) => Promise<{ readonly response: number }>;
  /** Told when the user chose to stay, so that a quit under way is given up. */
  readonly onStay: () => void;
}

const question = {
  type: 'warning',
  message: 'Discard the changes to this entry?',
  detail: 'They are not saved yet. If you discard them, they cannot be brought back.',
  buttons: ['Keep editing', 'Discard changes'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
} satisfies MessageBoxOptions;

/** Whether the window holds edits that are not saved, as its page told last, and the question before they are lost. */
export class UnsavedEdits {
  #unsaved = false;
  #asking = false;

  set(unsaved: boolean): void {
    this.#unsaved = unsaved;
  }

  /** Lets a window with unsaved edits close only after the user agreed to lose them. */
  guard<W extends ClosableWindow = BaseWindow>(window: W, { ask, onStay }: GuardOptions<W>): void {
    window.on('close', (event) => {
      if (!this.#unsaved) return;
      event.preventDefault();
      if (!this.#asking) void this.#ask(window, ask, onStay);
    });
  }

  async #ask<W extends ClosableWindow>(
    window: W,
    ask: GuardOptions<W>['ask'],
    onStay: () => void,
  ): Promise<void> {
    this.#asking = true;
    const { response } = await ask(window, question).finally(() => {
      this.#asking = false;
    });
    if (response === 1) {
      this.#unsaved = false;
      window.close();
    } else {
      onStay();
    }
  }
}
