import { describe, expect, it } from 'vitest';
import { useTinyPrograms } from './testing/run-program.ts';
import { checkWebPreferences } from './web-preferences.ts';

const run = useTinyPrograms();

describe('rules about time', () => {
  it('refuses windows and protocol handlers before ready, and privileged schemes after it', async () => {
    const { said, exitCode } = await run({
      main: `
        sayError(() => new BrowserWindow());
        sayError(() => protocol.handle('tiny', () => new Response('')));
        registerTiny();
        await app.whenReady();
        sayError(() => registerTiny());
        sayError(() => app.enableSandbox());
        app.quit();`,
    });
    expect(said).toEqual([
      'Cannot create BrowserWindow before app is ready',
      'protocol.handle can only be called after app is ready',
      'protocol.registerSchemesAsPrivileged should be called before app is ready',
      'app.enableSandbox() can only be called before app is ready',
    ]);
    expect(exitCode).toBe(0);
  });

  it('tells when it is ready by promise and by event, once the schemes can be served', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        say(app.isReady());
        app.on('ready', () => say('event'));
        app.whenReady().then(() => { say(app.isReady()); serveTiny(); return openTiny(); }).then((window) => {
          say([window.webContents.getURL(), window.getTitle()]);
          app.quit();
        });`,
    });
    expect(said).toEqual([false, 'event', true, ['tiny://app/index.html', 'Tiny']]);
  });
});

describe('web preferences', () => {
  it.each([
    [{ contextIsolation: false }, 'webPreferences.contextIsolation must be true: false is unsafe.'],
    [{ nodeIntegration: true }, 'webPreferences.nodeIntegration must be false: true is unsafe.'],
    [{ sandbox: false }, 'webPreferences.sandbox must be true: false is unsafe.'],
    [{ webSecurity: false }, 'webPreferences.webSecurity must be true: false is unsafe.'],
    [
      { allowRunningInsecureContent: true },
      'webPreferences.allowRunningInsecureContent must be false: true is unsafe.',
    ],
    [{ webviewTag: true }, 'webPreferences.webviewTag must be false: true is unsafe.'],
    [{ preload: 'preload.cjs' }, 'webPreferences.preload must be an absolute path: preload.cjs'],
    [{ preload: '/nowhere/preload.cjs' }, 'webPreferences.preload is not there: /nowhere/preload.cjs'],
    [{ partition: 'other' }, 'the stand-in host has no session but the default one'],
  ])('refuses %o', (preferences, message) => {
    expect(() => checkWebPreferences(preferences)).toThrow(message);
  });

  it('stops a window with an unsafe one', async () => {
    const { said } = await run({
      main: `
        await app.whenReady();
        sayError(() => new BrowserWindow({ webPreferences: { sandbox: false } }));
        say(BrowserWindow.getAllWindows().length);
        app.quit();`,
    });
    expect(said).toEqual(['webPreferences.sandbox must be true: false is unsafe.', 0]);
  });
});

describe('what the host lacks', () => {
  it('can be imported, and throws by name when it is used', async () => {
    const { said } = await run({
      main: `
        await app.whenReady();
        const window = new BrowserWindow();
        sayError(() => app.setBadgeCount(1));
        sayError(() => new electron.Tray('x'));
        sayError(() => electron.autoUpdater.checkForUpdates());
        sayError(() => window.setOpacity(1));
        sayError(() => window.webContents.capturePage());
        sayError(() => session.fromPartition('x'));
        sayError(() => app.on('made-up', () => {}));
        app.quit();`,
    });
    expect(said).toEqual([
      'the stand-in host has no app.setBadgeCount',
      'the stand-in host has no Tray',
      'the stand-in host has no autoUpdater.checkForUpdates',
      'the stand-in host has no BrowserWindow.setOpacity',
      'the stand-in host has no webContents.capturePage',
      'the stand-in host has no session.fromPartition',
      "the stand-in host has no event 'made-up' on app",
    ]);
  });
});

describe('the end of the program', () => {
  it('asks, in the order of Electron, and heeds a window that refuses', async () => {
    const { said, exitCode } = await run({
      main: `
        await app.whenReady();
        const window = new BrowserWindow();
        let refuse = true;
        window.on('close', (event) => { say('close'); if (refuse) event.preventDefault(); });
        window.on('closed', () => say('closed'));
        app.on('before-quit', () => say('before-quit'));
        app.on('window-all-closed', () => say('window-all-closed'));
        app.on('will-quit', () => say('will-quit'));
        app.on('quit', (_event, code) => say(['quit', code]));
        app.quit();
        await new Promise((resolve) => setTimeout(resolve, 50));
        say(window.isDestroyed());
        refuse = false;
        app.quit();`,
    });
    expect(said).toEqual([
      'before-quit',
      'close',
      false,
      'before-quit',
      'close',
      'closed',
      'will-quit',
      ['quit', 0],
    ]);
    expect(exitCode).toBe(0);
  });

  it('waits for work that will-quit asked it to wait for', async () => {
    const { said, exitCode } = await run({
      main: `
        await app.whenReady();
        let saved = false;
        app.on('will-quit', (event) => {
          if (saved) return;
          event.preventDefault();
          setTimeout(() => { saved = true; say('saved'); app.quit(); }, 30);
        });
        app.quit();`,
    });
    expect(said).toEqual(['saved']);
    expect(exitCode).toBe(0);
  });

  it('comes by itself with the last window where nothing listens for that, and with the code given to exit', async () => {
    const [alone, listening] = await Promise.all([
      run({ main: `await app.whenReady(); new BrowserWindow().close();` }),
      run({
        main: `
          app.on('window-all-closed', () => app.exit(7));
          await app.whenReady();
          new BrowserWindow().close();`,
      }),
    ]);
    expect([alone.exitCode, listening.exitCode]).toEqual([0, 7]);
  });
});
