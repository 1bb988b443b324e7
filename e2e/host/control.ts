import { clipboard } from './clipboard.ts';
import type { HostBrowserWindow } from './browser-window.ts';
import { answerDialog, shownDialogs, type DialogAnswer, type ShownDialog } from './dialog.ts';
import { clickItem, everyItem, menuInReach, type HostMenu } from './menu.ts';
import type { HostMenuItem } from './menu-item.ts';
import { nativeTheme } from './native-theme.ts';
import { clickNotification, shownNotifications, type ShownNotification } from './notification.ts';
import { openWindows } from './open-windows.ts';
import { printedPages } from './printing.ts';
import { shellCalls } from './shell.ts';

/** A menu item as a user sees it. */
export interface SeenMenuItem {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly checked: boolean;
  readonly accelerator: string | null;
  readonly items: readonly SeenMenuItem[];
}

/** A window as a user sees it. */
export interface SeenWindow {
  readonly title: string;
  readonly url: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly minimized: boolean;
  readonly fullScreen: boolean;
  readonly zoomLevel: number;
  readonly width: number;
  readonly height: number;
}

/** What a test does from outside of the page, as a user does with a desktop. */
export const control = {
  windows: (): SeenWindow[] => openWindows().map(seenWindow),
  resizeWindow: ({ width, height }: { width: number; height: number }) =>
    firstWindow().setContentSize(width, height),
  minimizeWindow: () => firstWindow().minimize(),
  closeWindow: () => firstWindow().close(),
  menuItems: (): SeenMenuItem[] => menuInReach()?.entries.map(seenItem) ?? [],
  clickMenuItem: (path: readonly string[]) => clickItem(findItem(path), openWindows()[0] ?? null),
  answerDialog: (answer: DialogAnswer) => answerDialog(answer),
  shownDialogs: (): readonly ShownDialog[] => shownDialogs(),
  shellCalls: () => shellCalls(),
  shownNotifications: (): readonly ShownNotification[] => shownNotifications(),
  clickNotification: () => clickNotification(),
  printedPages: () => printedPages(),
  clipboardText: () => clipboard.readText(),
  systemBecomes: (scheme: 'light' | 'dark') => nativeTheme.systemBecomes(scheme),
};
export type Control = typeof control;

/** What the process of a test sends to the process of the host. */
export interface ControlRequest {
  readonly id: number;
  readonly method: keyof Control;
  readonly argument: unknown;
}

/** What comes back. `ready` comes once, when windows can be opened. */
export type ControlMessage =
  | { readonly type: 'ready'; readonly endpoint: string }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

/** Lets the parent process drive this one. */
export function serveControl(): void {
  process.on('message', (request: ControlRequest) => {
    const work = control[request.method] as (argument: unknown) => unknown;
    Promise.resolve()
      .then(() => work(request.argument))
      .then(
        (value) => report({ type: 'done', id: request.id, value }),
        (caught: unknown) => report({ type: 'failed', id: request.id, message: messageOf(caught) }),
      )
      .catch(() => {});
  });
}

export function report(message: ControlMessage): void {
  if (process.connected) process.send?.(message);
}

function messageOf(caught: unknown): string {
  return caught instanceof Error ? caught.message : String(caught);
}

function firstWindow(): HostBrowserWindow {
  const [window] = openWindows();
  if (window === undefined) throw new Error('No window is open.');
  return window;
}

function seenWindow(window: HostBrowserWindow): SeenWindow {
  const { width, height } = window.getBounds();
  return {
    title: window.getTitle(),
    url: window.contents.getURL(),
    visible: window.isVisible(),
    focused: window.isFocused(),
    minimized: window.isMinimized(),
    fullScreen: window.isFullScreen(),
    zoomLevel: window.contents.zoomLevel,
    width,
    height,
  };
}

function seenItem(item: HostMenuItem): SeenMenuItem {
  const { id, label, type, enabled, visible, checked, accelerator, submenu } = item;
  return {
    id,
    label,
    type,
    enabled,
    visible,
    checked,
    accelerator,
    items: submenu?.entries.map(seenItem) ?? [],
  };
}

/** An item by its id, or by its label under the labels of the menus that it is in; `&` and `…` need not be written. */
function findItem(path: readonly string[]): HostMenuItem {
  const menu = menuInReach();
  const [only] = path;
  if (menu === null || only === undefined) throw new Error('There is no menu.');
  const byId = path.length === 1 ? everyItem(menu).find((item) => item.id === only) : undefined;
  const found = byId ?? findByLabel(menu, path);
  if (found === null) throw new Error(`There is no menu item ${path.join(' > ')}.`);
  return found;
}

function findByLabel(menu: HostMenu, [label = '', ...rest]: readonly string[]): HostMenuItem | null {
  const plain = (text: string) => text.replaceAll(/[&…]/g, '').toLowerCase();
  const item = menu.entries.find((one) => plain(one.label) === plain(label));
  if (item === undefined || rest.length === 0) return item ?? null;
  return item.submenu === undefined ? null : findByLabel(item.submenu, rest);
}
