import { describe, expect, it } from 'vitest';
import { useTinyPrograms } from './testing/run-program.ts';

const run = useTinyPrograms();
const TOOLS = `contextBridge.exposeInMainWorld('tools', { say, end });`;

describe('leaving the page', () => {
  it('asks the program before a navigation of the page, and stays where it objects', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        app.on('web-contents-created', (_event, contents) => {
          contents.on('will-navigate', (event, url) => {
            say(['navigate', event.url === url, url]);
            event.preventDefault();
            contents.send('asked');
          });
          contents.setWindowOpenHandler(({ url }) => {
            say(['open', url]);
            contents.send('asked');
            return { action: 'deny' };
          });
        });
        await app.whenReady();
        serveTiny();
        const window = await openTiny();
        ipcMain.on('look', () => { say([window.webContents.getURL(), BrowserWindow.getAllWindows().length]); app.quit(); });`,
      preload: `contextBridge.exposeInMainWorld('tools', {
        look: () => ipcRenderer.send('look'),
        asked: () => new Promise((resolve) => ipcRenderer.once('asked', () => setTimeout(resolve, 50))),
      });`,
      body: '<a id="out" href="https://example.com/">out</a><a id="new" target="_blank" href="https://example.org/">new</a>',
      page: `
        window.addEventListener('load', async () => {
          const afterwards = (act) => { const asked = tools.asked(); act(); return asked; };
          await afterwards(() => document.getElementById('out').click());
          await afterwards(() => document.getElementById('new').click());
          await afterwards(() => { location.href = 'tiny://app/other.html'; });
          await afterwards(() => location.assign('/third.html'));
          tools.look();
        });`,
    });
    expect(said).toEqual([
      ['navigate', true, 'https://example.com/'],
      ['open', 'https://example.org/'],
      ['navigate', true, 'tiny://app/other.html'],
      ['navigate', true, 'tiny://app/third.html'],
      ['tiny://app/index.html', 1],
    ]);
  });

  it('does not ask about what the program itself loads', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny();
        const window = await openTiny();
        window.webContents.on('will-navigate', () => say('asked'));
        window.webContents.once('did-finish-load', () => { say('loaded again'); app.quit(); });
        window.webContents.reload();`,
    });
    expect(said).toEqual(['loaded again']);
  });
});

describe('permissions', () => {
  it('are the program’s to refuse', async () => {
    const page = `
      (async () => {
        const state = async (name) => (await navigator.permissions.query({ name })).state;
        tools.say([await state('geolocation'), await state('clipboard-read'), Notification.permission]);
        tools.end();
      })();`;
    const open = `registerTiny(); await app.whenReady(); serveTiny();`;
    const [refused, partly] = await Promise.all([
      run({
        main: `${open} session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
          session.defaultSession.setPermissionCheckHandler(() => false); await openTiny();`,
        preload: TOOLS,
        page,
      }),
      run({
        main: `${open} session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
          return permission === 'geolocation' && origin === 'tiny://app';
        }); await openTiny();`,
        preload: TOOLS,
        page,
      }),
    ]);
    expect(refused.said).toEqual([['denied', 'denied', 'denied']]);
    expect(partly.said).toEqual([['granted', 'denied', 'denied']]);
  });
});
