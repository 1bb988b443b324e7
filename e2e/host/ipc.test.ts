import { describe, expect, it } from 'vitest';
import { useTinyPrograms } from './testing/run-program.ts';

const run = useTinyPrograms();
const OPEN = `registerTiny(); await app.whenReady(); serveTiny();`;

describe('IPC', () => {
  it('carries values both ways by structured clone', async () => {
    const { said } = await run({
      main: `
        ipcMain.handle('echo', (_event, ...values) => { say(values); return values; });
        ${OPEN} await openTiny();`,
      preload: `
        ipcRenderer.invoke('echo', new Map([[1n, new Date(5)]]), undefined, new Uint8Array([1, 2]), new TypeError('bad'))
          .then((back) => { say(back); end(); });`,
    });
    const values = [new Map([[1n, new Date(5)]]), undefined, new Uint8Array([1, 2]), new TypeError('bad')];
    expect(said).toEqual([values, values]);
  });

  it('rejects in the words of Electron', async () => {
    const { said, errors } = await run({
      main: `
        ipcMain.handle('throws', () => { throw new RangeError('too far'); });
        ipcMain.handle('unclonable', () => () => 1);
        ${OPEN} await openTiny();`,
      preload: `
        const outcome = (work) => work.then(() => 'fine', (error) => error.constructor.name + ': ' + error.message);
        (async () => {
          say(await outcome(ipcRenderer.invoke('throws')));
          say(await outcome(ipcRenderer.invoke('nobody')));
          say(await outcome(ipcRenderer.invoke('unclonable')));
          say(await outcome(ipcRenderer.invoke('throws', () => 1)));
          try { ipcRenderer.send('say', Symbol('s')); } catch (error) { say(error.message); }
          end();
        })();`,
    });
    expect(said).toEqual([
      "Error: Error invoking remote method 'throws': RangeError: too far",
      "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
      "Error: Error invoking remote method 'unclonable': Error: An object could not be cloned.",
      'Error: An object could not be cloned.',
      'An object could not be cloned.',
    ]);
    expect(errors).toContain("Error occurred in handler for 'throws': RangeError: too far");
  });

  it('refuses a second handler until the first is removed, and calls one registered with handleOnce once', async () => {
    const { said } = await run({
      main: `
        ipcMain.handle('one', () => 1);
        sayError(() => ipcMain.handle('one', () => 2));
        ipcMain.removeHandler('one');
        ipcMain.handleOnce('one', () => 3);
        sayError(() => ipcMain.handle('two', 'text'));
        ${OPEN} await openTiny();`,
      preload: `
        (async () => {
          say(await ipcRenderer.invoke('one'));
          say(await ipcRenderer.invoke('one').catch((error) => error.message));
          end();
        })();`,
    });
    expect(said).toEqual([
      "Attempted to register a second handler for 'one'",
      "Expected handler to be a function, but found type 'string'",
      3,
      "Error invoking remote method 'one': Error: No handler registered for 'one'",
    ]);
  });

  it('names the sender by the address that the program knows', async () => {
    const { said } = await run({
      main: `
        ipcMain.handle('who', ({ sender, senderFrame, type }) => [
          senderFrame.url, senderFrame.origin, senderFrame.parent, senderFrame === sender.mainFrame, sender.getURL(), type,
          BrowserWindow.fromWebContents(sender).id,
        ]);
        ${OPEN} await openTiny();`,
      preload: `ipcRenderer.invoke('who').then((who) => { say(who); end(); });`,
    });
    expect(said).toEqual([
      ['tiny://app/index.html', 'tiny://app', null, true, 'tiny://app/index.html', 'frame', 1],
    ]);
  });

  it('brings events from the main process in order, until the listener is removed', async () => {
    const { said } = await run({
      main: `
        ${OPEN} const window = await openTiny();
        for (const count of [1, 2, 3]) window.webContents.send('count', count, { of: 3 });
        window.webContents.send('last');
        sayError(() => window.webContents.send('count', () => 1));`,
      preload: `
        const listener = (_event, count, more) => { say([count, more]); if (count === 2) ipcRenderer.off('count', listener); };
        ipcRenderer.on('count', listener);
        ipcRenderer.once('last', () => end());`,
    });
    expect(said).toHaveLength(3);
    expect(said).toEqual(
      expect.arrayContaining(['An object could not be cloned.', [1, { of: 3 }], [2, { of: 3 }]]),
    );
  });

  it('answers no document but the one that asked', async () => {
    const { said } = await run({
      main: `
        let asked = 0;
        ipcMain.handle('ask', async () => {
          asked += 1;
          const number = asked;
          if (number === 1) await new Promise((resolve) => setTimeout(resolve, 400));
          return number;
        });
        ${OPEN} const window = await openTiny();
        window.webContents.reload();`,
      preload: `ipcRenderer.invoke('ask').then(async (number) => {
        say(number);
        await new Promise((resolve) => setTimeout(resolve, 500));
        end();
      });`,
    });
    expect(said).toEqual([2]);
  });
});
