import { describe, expect, it } from 'vitest';
import { parseAccelerator } from './accelerator.ts';
import { useTinyPrograms } from './testing/run-program.ts';

const run = useTinyPrograms();

describe('accelerators', () => {
  it.each([
    ['CmdOrCtrl+K', 'linux', { key: 'k', control: true, meta: false, alt: false, shift: false }],
    ['CmdOrCtrl+K', 'darwin', { key: 'k', control: false, meta: true, alt: false, shift: false }],
    ['CmdOrCtrl+Shift+P', 'win32', { key: 'p', control: true, meta: false, alt: false, shift: true }],
    ['Alt+Left', 'linux', { key: 'arrowleft', control: false, meta: false, alt: true, shift: false }],
    ['CommandOrControl+Plus', 'linux', { key: '+', control: true, meta: false, alt: false, shift: null }],
    ['F11', 'linux', { key: 'f11', control: false, meta: false, alt: false, shift: false }],
  ] as const)('%s on %s', (accelerator, platform, expected) => {
    expect(parseAccelerator(accelerator, platform)).toEqual(expected);
  });

  it('that make no sense are refused', () => {
    expect(() => parseAccelerator('Hyper+K', 'linux')).toThrow('hyper is no modifier key');
    expect(() => parseAccelerator('Ctrl++', 'linux')).toThrow('write the plus key as Plus');
  });

  it('reach the menu item unless the page took the key, and only while the item is enabled', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny();
        Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Go', submenu: [
          { label: 'Kept', accelerator: 'Ctrl+K', click: (item, window) => say([item.label, window.getTitle()]) },
          { label: 'Taken', accelerator: 'Ctrl+J', click: () => say('taken') },
          { label: 'Stopped', accelerator: 'Ctrl+H', click: () => say('stopped, but not prevented') },
          { id: 'off', label: 'Off', accelerator: 'Ctrl+L', enabled: false, click: () => say('off') },
          { label: 'End', accelerator: 'Ctrl+Q', click: () => app.quit() },
        ] }]));
        const window = await openTiny();
        const { openWindows } = await import(process.env.TINY_HOST + '/open-windows.ts');
        const page = await openWindows()[0].contents.whenOpen();
        for (const key of ['k', 'j', 'h', 'l']) await page.keyboard.press('Control+' + key);
        Menu.getApplicationMenu().getMenuItemById('off').enabled = true;
        await page.keyboard.press('Control+l');
        await page.keyboard.press('k');
        await page.keyboard.press('Control+q');`,
      page: `
        document.addEventListener('keydown', (event) => { if (event.key === 'j') event.preventDefault(); });
        document.addEventListener('keydown', (event) => { if (event.key === 'h') event.stopPropagation(); });`,
    });
    expect(said).toEqual([['Kept', 'Tiny'], 'stopped, but not prevented', 'off']);
  });
});

describe('menus', () => {
  it('are built from templates: roles, submenus, checkboxes, radio items', async () => {
    const { said } = await run({
      main: `
        await app.whenReady();
        const menu = Menu.buildFromTemplate([
          { role: 'editMenu', id: 'edit' },
          { label: 'View', submenu: [
            { id: 'wide', label: 'Wide', type: 'checkbox', checked: false, click: (item) => say(item.checked) },
            { id: 'one', label: 'One', type: 'radio', checked: true },
            { id: 'two', label: 'Two', type: 'radio' },
            { type: 'separator' },
            { id: 'copy', role: 'copy' },
          ] },
        ]);
        menu.append(new MenuItem({ label: 'Last' }));
        say(menu.items.map((item) => item.label));
        say(menu.getMenuItemById('edit').submenu.items.map((item) => item.role ?? item.type));
        const copy = menu.getMenuItemById('copy');
        say([copy.label, copy.accelerator, copy.role]);
        menu.getMenuItemById('wide').click();
        menu.getMenuItemById('two').click();
        say([menu.getMenuItemById('one').checked, menu.getMenuItemById('two').checked]);
        say(menu.getMenuItemById('nothing'));
        sayError(() => Menu.buildFromTemplate([{ click: () => {} }]));
        app.quit();`,
    });
    expect(said).toEqual([
      ['Edit', 'View', 'Last'],
      ['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'delete', 'separator', 'selectAll'],
      ['Copy', 'CommandOrControl+C', 'copy'],
      true,
      [false, true],
      null,
      'Required parameter missing or not a string: label, role or type',
    ]);
  });

  it('do what a role says: zoom, editing, closing', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny();
        const menu = Menu.buildFromTemplate([{ role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }]);
        Menu.setApplicationMenu(menu);
        const window = await openTiny({ width: 900, height: 600 });
        const { openWindows } = await import(process.env.TINY_HOST + '/open-windows.ts');
        const { control } = await import(process.env.TINY_HOST + '/control.ts');
        const page = await openWindows()[0].contents.whenOpen();
        const width = (wanted) => page.waitForFunction((wanted) => innerWidth === wanted, wanted, { timeout: 5_000 });
        await page.locator('input').fill('typed');
        control.clickMenuItem(['Edit', 'Select All']);
        control.clickMenuItem(['Edit', 'Delete']);
        await page.waitForFunction(() => document.querySelector('input').value === '', null, { timeout: 5_000 });
        await width(900);
        control.clickMenuItem(['View', 'Zoom In']);
        control.clickMenuItem(['View', 'Zoom In']);
        await width(750);
        say(window.webContents.getZoomLevel());
        control.clickMenuItem(['View', 'Actual Size']);
        await width(900);
        window.once('closed', () => say('closed'));
        control.clickMenuItem(['Window', 'Close']);`,
      body: '<input>',
    });
    expect(said).toEqual([1, 'closed']);
  });
});
