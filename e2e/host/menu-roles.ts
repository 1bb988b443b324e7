import type { MenuItemConstructorOptions } from 'electron';

export type Role = NonNullable<MenuItemConstructorOptions['role']>;

interface RoleDefaults {
  readonly label: string;
  readonly accelerator?: string;
  /** An editing command that Chromium does by itself when the key is pressed. */
  readonly edits?: string;
}

const mac = process.platform === 'darwin';
const windows = process.platform === 'win32';

/** What a menu item is and does that only names a role. Roles that are missing here do nothing on this host. */
export const roleDefaults: Readonly<Partial<Record<Role, RoleDefaults>>> = {
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z', edits: 'Undo' },
  redo: { label: 'Redo', accelerator: windows ? 'Control+Y' : 'Shift+CommandOrControl+Z', edits: 'Redo' },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', edits: 'Cut' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', edits: 'Copy' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', edits: 'Paste' },
  pasteAndMatchStyle: {
    label: 'Paste and Match Style',
    accelerator: mac ? 'Cmd+Option+Shift+V' : 'Shift+CommandOrControl+V',
    edits: 'PasteAndMatchStyle',
  },
  delete: { label: 'Delete', edits: 'Delete' },
  selectAll: { label: 'Select All', accelerator: 'CommandOrControl+A', edits: 'SelectAll' },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  forceReload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R' },
  toggleDevTools: { label: 'Toggle Developer Tools', accelerator: mac ? 'Alt+Command+I' : 'Ctrl+Shift+I' },
  resetZoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  zoomIn: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomOut: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: mac ? 'Control+Command+F' : 'F11' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  close: { label: mac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W' },
  quit: { label: windows ? 'Exit' : 'Quit', ...(windows ? {} : { accelerator: 'CommandOrControl+Q' }) },
  about: { label: 'About' },
  services: { label: 'Services' },
  hide: { label: 'Hide', accelerator: 'Command+H' },
  hideOthers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  unhide: { label: 'Show All' },
  front: { label: 'Bring All to Front' },
  zoom: { label: 'Zoom' },
  toggleSpellChecker: { label: 'Check Spelling While Typing' },
  help: { label: 'Help' },
  appMenu: { label: 'App' },
  fileMenu: { label: 'File' },
  editMenu: { label: 'Edit' },
  viewMenu: { label: 'View' },
  windowMenu: { label: 'Window' },
};

const separator = { type: 'separator' } as const;

/** What Electron puts under a role that is a whole menu, where the program gives no items of its own. */
export function roleSubmenu(role: Role | undefined): readonly MenuItemConstructorOptions[] | null {
  switch (role) {
    case 'fileMenu':
      return [mac ? { role: 'close' } : { role: 'quit' }];
    case 'editMenu':
      return [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        separator,
        { role: 'selectAll' },
      ];
    case 'viewMenu':
      return [
        { role: 'reload' },
        { role: 'forceReload' },
        { role: 'toggleDevTools' },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ];
    case 'windowMenu':
      return [
        { role: 'minimize' },
        { role: 'zoom' },
        ...(mac ? [separator, { role: 'front' } as const] : [{ role: 'close' } as const]),
      ];
    case 'appMenu':
      return [
        { role: 'about' },
        separator,
        { role: 'services' },
        separator,
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        separator,
        { role: 'quit' },
      ];
    default:
      return null;
  }
}
