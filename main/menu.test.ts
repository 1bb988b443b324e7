import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { MenuCommand } from '../preload/api.ts';
import { menuTemplate } from './menu.ts';

const allCommands: Record<MenuCommand, true> = {
  'new-entry': true,
  search: true,
  'command-palette': true,
  'find-in-entry': true,
  'edit-entry': true,
  'archive-entry': true,
  'load-starter': true,
  about: true,
  settings: true,
  database: true,
  back: true,
  forward: true,
  shortcuts: true,
  'back-up': true,
  'restore-backup': true,
  'undo-restore': true,
  'health-check': true,
  'show-backups': true,
  upgrade: true,
  'roll-back': true,
  import: true,
  export: true,
};

function itemsOf(platform: NodeJS.Platform, development = false) {
  const asked: MenuCommand[] = [];
  const menus = menuTemplate({
    platform,
    development,
    command: (command) => asked.push(command),
    showDatabase: () => undefined,
    print: () => undefined,
  });
  const items = menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return { menus, items: items.filter((item) => item.type !== 'separator'), asked };
}

function choose(item: MenuItemConstructorOptions): void {
  // A command takes nothing of what Electron passes to a click.
  (item.click as (() => void) | undefined)?.();
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  test('offers every command of the window exactly once', () => {
    const { items, asked } = itemsOf(platform);
    items.forEach(choose);
    expect(asked.toSorted()).toEqual(Object.keys(allCommands).toSorted());
  });

  test('gives every item an id, and no two items the same id or shortcut', () => {
    const { menus, items } = itemsOf(platform, true);
    const ids = [...menus, ...items].map((item) => item.id);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    const shortcuts = items.flatMap((item) => item.accelerator ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  test('has what edits text, and a way to quit', () => {
    const roles = itemsOf(platform).items.map((item) => item.role);
    expect(roles).toEqual(
      expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit']),
    );
  });

  test('reloads and inspects the window only in development', () => {
    const roles = (development: boolean) => itemsOf(platform, development).items.map((item) => item.role);
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles(false)).not.toContain('reload');
    expect(roles(false)).not.toContain('toggleDevTools');
  });
});

test('back and forward leave the keys alone that move by words on macOS', () => {
  const accelerator = (platform: NodeJS.Platform) =>
    itemsOf(platform).items.find((item) => item.id === 'back')?.accelerator;
  expect(accelerator('win32')).toBe('Alt+Left');
  expect(accelerator('darwin')).not.toContain('Alt');
});
