import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../preload/api.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** True where the program runs from its sources: only then can the window be reloaded and inspected. */
  readonly development: boolean;
  /** Asks the window to do something. */
  readonly command: (command: MenuCommand) => void;
  readonly showDatabase: () => void;
  readonly print: () => void;
}

type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

/** The application menu. Every item but the separators has an id. */
export function menuTemplate(options: MenuOptions): Item[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [macApplicationMenu(options)] : []),
    fileMenu(options),
    editMenu(options),
    viewMenu(options),
    databaseMenu(options),
    windowMenu(options),
    helpMenu(options),
  ];
}

function commandItem({ command }: MenuOptions, id: MenuCommand, label: string, accelerator?: string): Item {
  return { id, label, ...(accelerator && { accelerator }), click: () => command(id) };
}

function macApplicationMenu(options: MenuOptions): Item {
  return {
    id: 'application-menu',
    role: 'appMenu',
    submenu: [
      commandItem(options, 'about', 'About Abendbook'),
      separator,
      commandItem(options, 'settings', 'Settings…', 'CmdOrCtrl+,'),
      separator,
      { id: 'services', role: 'services' },
      separator,
      { id: 'hide', role: 'hide' },
      { id: 'hide-others', role: 'hideOthers' },
      { id: 'unhide', role: 'unhide' },
      separator,
      { id: 'quit', role: 'quit' },
    ],
  };
}

function fileMenu(options: MenuOptions): Item {
  const mac = options.platform === 'darwin';
  return {
    id: 'file-menu',
    label: '&File',
    submenu: [
      commandItem(options, 'new-entry', 'New entry', 'CmdOrCtrl+N'),
      commandItem(options, 'edit-entry', 'Edit entry', 'CmdOrCtrl+E'),
      commandItem(options, 'archive-entry', 'Archive or unarchive entry'),
      separator,
      commandItem(options, 'import', 'Import…', 'CmdOrCtrl+Shift+O'),
      commandItem(options, 'export', 'Export…', 'CmdOrCtrl+Shift+E'),
      separator,
      commandItem(options, 'load-starter', 'Load the starter knowledge base…'),
      { id: 'show-database', label: 'Show database in folder', click: options.showDatabase },
      separator,
      { id: 'print', label: 'Print…', accelerator: 'CmdOrCtrl+P', click: options.print },
      separator,
      ...(mac
        ? [{ id: 'close', role: 'close' } as const]
        : [
            commandItem(options, 'settings', 'Settings…', 'CmdOrCtrl+,'),
            separator,
            { id: 'quit', role: 'quit' } as const,
          ]),
    ],
  };
}

function editMenu(options: MenuOptions): Item {
  return {
    id: 'edit-menu',
    label: '&Edit',
    submenu: [
      { id: 'undo', role: 'undo' },
      { id: 'redo', role: 'redo' },
      separator,
      { id: 'cut', role: 'cut' },
      { id: 'copy', role: 'copy' },
      { id: 'paste', role: 'paste' },
      { id: 'select-all', role: 'selectAll' },
      separator,
      commandItem(options, 'find-in-entry', 'Find in entry', 'CmdOrCtrl+F'),
    ],
  };
}

function viewMenu(options: MenuOptions): Item {
  const mac = options.platform === 'darwin';
  return {
    id: 'view-menu',
    label: '&View',
    submenu: [
      commandItem(options, 'search', 'Search', 'CmdOrCtrl+K'),
      commandItem(options, 'command-palette', 'Command palette', 'CmdOrCtrl+Shift+P'),
      separator,
      // On macOS Option with an arrow moves by words in text.
      commandItem(options, 'back', 'Back', mac ? 'Cmd+[' : 'Alt+Left'),
      commandItem(options, 'forward', 'Forward', mac ? 'Cmd+]' : 'Alt+Right'),
      separator,
      { id: 'reset-zoom', role: 'resetZoom' },
      { id: 'zoom-in', role: 'zoomIn' },
      // Plus needs Shift on many keyboards; the key without Shift should do as well.
      { id: 'zoom-in-unshifted', role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
      { id: 'zoom-out', role: 'zoomOut' },
      separator,
      { id: 'full-screen', role: 'togglefullscreen' },
      ...(options.development
        ? [
            separator,
            { id: 'reload', role: 'reload' } as const,
            { id: 'developer-tools', role: 'toggleDevTools' } as const,
          ]
        : []),
    ],
  };
}

function databaseMenu(options: MenuOptions): Item {
  return {
    id: 'database-menu',
    label: '&Database',
    submenu: [
      commandItem(options, 'database', 'Database'),
      separator,
      commandItem(options, 'upgrade', 'Upgrade…'),
      commandItem(options, 'roll-back', 'Roll back…'),
      separator,
      commandItem(options, 'back-up', 'Back up now'),
      commandItem(options, 'restore-backup', 'Restore from backup…'),
      commandItem(options, 'undo-restore', 'Undo restore…'),
      commandItem(options, 'show-backups', 'Open backups folder'),
      separator,
      commandItem(options, 'health-check', 'Health check'),
    ],
  };
}

function windowMenu({ platform }: MenuOptions): Item {
  const mac = platform === 'darwin';
  return {
    id: 'window-menu',
    role: 'windowMenu',
    submenu: [
      { id: 'minimize', role: 'minimize' },
      ...(mac
        ? [{ id: 'zoom', role: 'zoom' } as const, separator, { id: 'front', role: 'front' } as const]
        : [{ id: 'close', role: 'close' } as const]),
    ],
  };
}

function helpMenu(options: MenuOptions): Item {
  const mac = options.platform === 'darwin';
  return {
    id: 'help-menu',
    role: 'help',
    submenu: [
      commandItem(options, 'shortcuts', 'Keyboard shortcuts'),
      ...(mac ? [] : [separator, commandItem(options, 'about', 'About Abendbook')]),
    ],
  };
}
