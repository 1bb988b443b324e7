import type { BaseWindow, MessageBoxOptions } from 'electron';
import type { RunningUpgrade } from '../preload/api.ts';

interface ClosableWindow {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  isDestroyed(): boolean;
  close(): void;
}

interface Runs {
  readonly state: { readonly running: RunningUpgrade | null };
  cancel(): void;
  idle(): Promise<void>;
}

interface GuardOptions<W> {
  /** Shows a native dialog and resolves with the button that was chosen. */
  readonly ask: (window: W, options: MessageBoxOptions) => Promise<{ readonly response: number }>;
  /** Told when the window does not close for now, so that a quit under way is given up. */
  readonly onStay: () => void;
}

const names = { rehearsal: 'rehearsal', upgrade: 'upgrade', rollback: 'rollback' } as const;

/** Keeps a window open over an upgrade that is under way, until it is cancelled or done. */
export function guardRunningUpgrade<W extends ClosableWindow = BaseWindow>(
  window: W,
  runs: Runs,
  { ask, onStay }: GuardOptions<W>,
): void {
  let asking = false;

  async function askToClose(running: RunningUpgrade): Promise<void> {
    asking = true;
    const { response } = await ask(window, question(running)).finally(() => {
      asking = false;
    });
    if (response === 0) {
      onStay();
      return;
    }
    // It is heeded where that is still safe, and otherwise what is being written is written to its end.
    runs.cancel();
    await runs.idle();
    if (!window.isDestroyed()) window.close();
  }

  window.on('close', (event) => {
    const { running } = runs.state;
    if (running === null) return;
    event.preventDefault();
    if (!asking) void askToClose(running);
  });
}

function question({ kind, progress }: RunningUpgrade): MessageBoxOptions {
  const name = names[kind];
  const cancellable = progress?.cancellable ?? true;
  return {
    type: 'warning',
    message: cancellable ? `Cancel the ${name} and close?` : `The ${name} is being written`,
    detail: cancellable
      ? 'Your knowledge base stays as it was, and the backup is kept.'
      : 'It is written whole or not at all, so it is not interrupted. Abendbook can close by itself as soon as it is done.',
    buttons: ['Stay', cancellable ? `Cancel the ${name} and close` : 'Close when it is done'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}
