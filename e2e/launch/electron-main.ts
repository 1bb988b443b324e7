import type { MenuItem, Notification as DesktopNotification } from 'electron';
import type {
  DialogAnswer,
  SeenMenuItem,
  SeenWindow,
  ShellCall,
  ShownDialog,
  ShownNotification,
} from './running-app.ts';

// These functions are sent as text to the main process of Electron, so they refer to nothing outside themselves but types.

type Electron = typeof import('electron');

/** Keeps native dialogs and the desktop from being called, and takes note of what was wanted of them. */
export function recordDesktop({ dialog, shell, Notification }: Electron): void {
  const shown: ShownDialog[] = [];
  const calls: ShellCall[] = [];
  const early: DialogAnswer[] = [];
  const waiting: ((answer: DialogAnswer) => void)[] = [];
  const nextAnswer = () =>
    new Promise<DialogAnswer>((resolve) => {
      const answer = early.shift();
      if (answer === undefined) waiting.push(resolve);
      else resolve(answer);
    });
  const pathsOf = (answer: DialogAnswer) =>
    typeof answer === 'object' && 'paths' in answer ? [...answer.paths] : [];

  Object.assign(dialog, {
    showErrorBox: (title: string, content: string) => shown.push({ kind: 'error', title, content }),
    showMessageBox: async (...given: [never] | [never, never]) => {
      const options: Extract<ShownDialog, { kind: 'message' }>['options'] = given[given.length - 1] as never;
      shown.push({ kind: 'message', options });
      const answer = await nextAnswer();
      const checkboxChecked = options.checkboxChecked ?? false;
      if (typeof answer === 'string' || !('button' in answer))
        return { response: options.cancelId ?? 0, checkboxChecked };
      const response = (options.buttons ?? ['OK']).indexOf(answer.button);
      if (response < 0) throw new Error(`The dialog '${options.message}' has no button '${answer.button}'.`);
      return { response, checkboxChecked: answer.checkboxChecked ?? checkboxChecked };
    },
    showOpenDialog: async (...given: [never] | [never, never]) => {
      shown.push({ kind: 'open', options: given[given.length - 1] as never });
      const filePaths = pathsOf(await nextAnswer());
      return { canceled: filePaths.length === 0, filePaths };
    },
    showSaveDialog: async (...given: [never] | [never, never]) => {
      shown.push({ kind: 'save', options: given[given.length - 1] as never });
      const [filePath] = pathsOf(await nextAnswer());
      return { canceled: filePath === undefined, filePath: filePath ?? '' };
    },
  });
  Object.assign(shell, {
    openExternal: async (target: string) => void calls.push({ method: 'openExternal', target }),
    openPath: async (target: string) => (calls.push({ method: 'openPath', target }), ''),
    showItemInFolder: (target: string) => void calls.push({ method: 'showItemInFolder', target }),
    beep: () => void calls.push({ method: 'beep', target: '' }),
  });
  const notifications: ShownNotification[] = [];
  const notified: DesktopNotification[] = [];
  Object.assign(Notification.prototype, {
    show(this: DesktopNotification) {
      notifications.push({ title: this.title, body: this.body });
      notified.push(this);
    },
  });
  Object.assign(globalThis, {
    shownNotifications: notifications,
    clickNotification: () => notified.at(-1)?.emit('click'),
    shownDialogs: shown,
    shellCalls: calls,
    answerDialog: (answer: DialogAnswer) => {
      const first = waiting.shift();
      if (first === undefined) early.push(answer);
      else first(answer);
    },
  });
}

export function readWindows({ BrowserWindow }: Electron): SeenWindow[] {
  return BrowserWindow.getAllWindows()
    .toSorted((one, other) => one.id - other.id)
    .map((window) => {
      const { width, height } = window.getContentBounds();
      return {
        title: window.getTitle(),
        url: window.webContents.getURL(),
        visible: window.isVisible(),
        focused: window.isFocused(),
        minimized: window.isMinimized(),
        fullScreen: window.isFullScreen(),
        zoomLevel: window.webContents.getZoomLevel(),
        width,
        height,
      };
    });
}

export function readMenuItems({ Menu }: Electron): SeenMenuItem[] {
  const seen = (item: MenuItem): SeenMenuItem => ({
    id: item.id,
    label: item.label,
    type: item.type,
    enabled: item.enabled,
    visible: item.visible,
    checked: item.checked,
    accelerator: item.accelerator ?? null,
    items: item.submenu?.items.map(seen) ?? [],
  });
  return Menu.getApplicationMenu()?.items.map(seen) ?? [];
}

export function clickMenuItem({ Menu, BrowserWindow }: Electron, path: readonly string[]): void {
  const plain = (text: string) => text.replaceAll(/[&…]/g, '').toLowerCase();
  const menu = Menu.getApplicationMenu();
  const [only = '', ...inner] = path;
  let found = path.length === 1 ? (menu?.getMenuItemById(only) ?? null) : null;
  if (found === null) {
    found = menu?.items.find((item) => plain(item.label) === plain(only)) ?? null;
    for (const label of inner)
      found = found?.submenu?.items.find((item) => plain(item.label) === plain(label)) ?? null;
  }
  if (found === null) throw new Error(`There is no menu item ${path.join(' > ')}.`);
  if (!found.enabled) throw new Error(`The menu item '${found.label}' is disabled.`);
  if (!found.visible) throw new Error(`The menu item '${found.label}' is not visible.`);
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  Reflect.apply(found.click, found, [{}, window, window?.webContents]);
}
