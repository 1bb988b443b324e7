import type { Page } from 'playwright-core';
import type { SeenMenuItem, SeenWindow } from '../host/control.ts';
import type { DialogAnswer, ShownDialog } from '../host/dialog.ts';
import type { ShownNotification } from '../host/notification.ts';
import type { ShellCall } from '../host/shell.ts';

export type { DialogAnswer, SeenMenuItem, SeenWindow, ShellCall, ShownDialog, ShownNotification };

export type Runtime = 'electron' | 'host';

export interface LaunchOptions {
  /** The data folder, `ABENDBOOK_HOME`; a fresh one unless given. */
  readonly home?: string;
  /** What follows the program on its command line, such as `--db=FILE`. */
  readonly args?: readonly string[];
  /** The colour scheme of the desktop; light unless given. */
  readonly colorScheme?: 'light' | 'dark';
  /** The size of the window's content in pixels, instead of the program's own choice. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Added to the environment of the program. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The built program, running, with what a user has in hand: its window, its menu, its native dialogs. */
export interface RunningApp {
  readonly runtime: Runtime;
  readonly home: string;
  /** The page in the program's window. */
  readonly page: Page;
  readonly window: {
    /** The program's windows as they are now, oldest first. */
    all(): Promise<readonly SeenWindow[]>;
    /** The first of them. Rejects where no window is open. */
    state(): Promise<SeenWindow>;
    /** Gives the content of the window a size in pixels. */
    resize(size: { readonly width: number; readonly height: number }): Promise<void>;
    minimize(): Promise<void>;
    /** Closes the window by its button. The program may refuse. */
    close(): Promise<void>;
  };
  readonly menu: {
    items(): Promise<readonly SeenMenuItem[]>;
    /** Clicks an item: by its id, or by labels from the menu bar down, such as `['File', 'New entry']`. */
    click(idOrLabels: string | readonly string[]): Promise<void>;
  };
  readonly dialogs: {
    /** Answers the native dialog that is open, or else the next one. A dialog stays open until it is answered. */
    answerNext(answer: DialogAnswer): Promise<void>;
    /** The native dialogs shown so far. */
    seen(): Promise<readonly ShownDialog[]>;
  };
  /** What the program asked of the desktop so far: opening links, showing files. Nothing is really opened. */
  shellCalls(): Promise<readonly ShellCall[]>;
  readonly notifications: {
    /** The desktop's notifications shown so far, oldest first. */
    seen(): Promise<readonly ShownNotification[]>;
    /** Clicks the newest one. */
    click(): Promise<void>;
  };
  /** What the program last put on the clipboard. */
  clipboardText(): Promise<string>;
  /** The desktop's colour scheme changes. */
  systemBecomes(scheme: 'light' | 'dark'): Promise<void>;
  /** What the main process wrote to its terminal so far. */
  output(): string;
  /** Resolves with the exit code once the process has gone; null where it was killed. */
  readonly exited: Promise<number | null>;
  /** Quits the program as its user does, and returns the exit code. */
  close(): Promise<number | null>;
  /** Ends the process at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Closes the program and starts it again on the same data folder, with the same options unless others are given. */
  restart(options?: Omit<LaunchOptions, 'home'>): Promise<RunningApp>;
  /** Starts the program a second time beside this one, on the same data folder, and waits until that start has ended. */
  secondInstance(args?: readonly string[]): Promise<{ readonly exitCode: number | null }>;
}
