import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTinyPrograms } from './testing/run-program.ts';

const run = useTinyPrograms();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abendbook-host-desktop-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('windows', () => {
  it('show, minimise and take the focus from each other', async () => {
    const { said } = await run({
      main: `
        await app.whenReady();
        const one = new BrowserWindow({ title: 'One', show: false });
        say([one.isVisible(), one.isFocused()]);
        one.show();
        const two = new BrowserWindow({ title: 'Two' });
        say([one.isVisible(), one.isFocused(), two.isFocused(), BrowserWindow.getFocusedWindow().getTitle()]);
        one.on('focus', () => say('one has the focus'));
        one.minimize();
        one.focus();
        say(one.isFocused());
        one.restore();
        one.focus();
        say([one.isMinimized(), two.isFocused(), BrowserWindow.getAllWindows().length]);
        app.quit();`,
    });
    expect(said).toEqual([
      [false, false],
      [true, false, true, 'Two'],
      false,
      'one has the focus',
      [false, false, 2],
    ]);
  });

  it('are of the size asked for, above the least one, and are shown once they have been painted', async () => {
    const { said } = await run({
      main: `
        registerTiny();
        await app.whenReady();
        serveTiny();
        const window = new BrowserWindow({ show: false, width: 300, height: 500, minWidth: 400, webPreferences: { preload: join(folder, 'preload.cjs') } });
        window.once('ready-to-show', () => say('ready to show'));
        ipcMain.on('size', (_event, ...size) => {
          say(size);
          if (size[0] === 400) window.setSize(700, 350); else app.quit();
        });
        window.loadURL('tiny://app/index.html');`,
      preload: `
        const tell = () => ipcRenderer.send('size', innerWidth, innerHeight);
        window.addEventListener('resize', tell);
        window.addEventListener('load', () => setTimeout(tell, 100));`,
    });
    expect(said).toEqual(['ready to show', [400, 500], [700, 350]]);
  });

  it('remember their place under their name', async () => {
    const home = join(folder, 'remembered');
    const open = `
      await app.whenReady();
      const window = new BrowserWindow({ name: 'main', windowStatePersistence: true, width: 800, height: 600 });
      say(window.getSize());`;
    const first = await run({ home, main: `${open} window.setSize(640, 480); app.quit();` });
    const second = await run({ home, main: `${open} app.quit();` });
    expect([first.said, second.said]).toEqual([[[800, 600]], [[640, 480]]]);
  });
});

describe('the single-instance lock', () => {
  it('lets one process in, tells it of the others, and survives a process that was killed', async () => {
    const home = join(folder, 'single');
    const killed = run({
      home,
      main: `app.requestSingleInstanceLock(); say('killed'); await app.whenReady(); process.kill(process.pid, 'SIGKILL');`,
    });
    await expect(killed).rejects.toThrow('did not end');
    const locked = Promise.withResolvers<unknown>();
    const first = run({
      home,
      onSay: locked.resolve,
      main: `
        say(app.requestSingleInstanceLock());
        app.on('second-instance', (_event, argv, folderOfSecond, data) => {
          say([argv.length, folderOfSecond === process.cwd(), data]);
          app.quit();
        });
        await app.whenReady();`,
    });
    await locked.promise;
    const second = await run({
      home,
      main: `say(app.requestSingleInstanceLock({ from: 'second' })); app.quit();`,
    });
    expect(second).toMatchObject({ said: [false], exitCode: 0 });
    expect((await first).said).toEqual([true, [2, true, { from: 'second' }]]);
    const third = await run({ home, main: `say(app.requestSingleInstanceLock()); app.quit();` });
    expect(third.said).toEqual([true]);
  });
});

describe('what belongs to the desktop', () => {
  it('is taken note of, and not done', async () => {
    const { said } = await run({
      environment: { ABENDBOOK_HOST_DRIVEN: '1' },
      main: `
        const { control } = await import(process.env.TINY_HOST + '/control.ts');
        await app.whenReady();
        await shell.openExternal('https://example.com/');
        shell.showItemInFolder('/somewhere/knowledge.db');
        say(control.shellCalls());
        say(await shell.openExternal('no address').catch((error) => error.message));
        await electron.clipboard.writeText('copied');
        say(await control.clipboardText());
        const notification = new electron.Notification({ title: 'Done', body: 'All of it.' });
        notification.on('click', () => say('clicked'));
        notification.show();
        say(control.shownNotifications());
        control.clickNotification();
        app.quit();`,
    });
    expect(said).toEqual([
      [
        { method: 'openExternal', target: 'https://example.com/' },
        { method: 'showItemInFolder', target: '/somewhere/knowledge.db' },
      ],
      'Invalid URL',
      'copied',
      [{ title: 'Done', body: 'All of it.' }],
      'clicked',
    ]);
  });

  it('answers dialogs as a test says, before or after they open', async () => {
    const { said } = await run({
      environment: { ABENDBOOK_HOST_DRIVEN: '1' },
      main: `
        const { control } = await import(process.env.TINY_HOST + '/control.ts');
        await app.whenReady();
        const question = { message: 'Discard?', buttons: ['Keep', 'Discard'], cancelId: 0 };
        control.answerDialog({ button: 'Discard' });
        say(await dialog.showMessageBox(question));
        const open = dialog.showMessageBox(new BrowserWindow(), question);
        say(control.shownDialogs().length);
        control.answerDialog('cancel');
        say(await open);
        control.answerDialog({ button: 'Perhaps' });
        say(await dialog.showMessageBox(question).catch((error) => error.message));
        control.answerDialog({ paths: ['/a/file'] });
        say(await dialog.showOpenDialog({ title: 'Which?' }));
        control.answerDialog('cancel');
        say(await dialog.showSaveDialog({}));
        app.quit();`,
    });
    expect(said).toEqual([
      { response: 1, checkboxChecked: false },
      2,
      { response: 0, checkboxChecked: false },
      "The dialog 'Discard?' has no button 'Perhaps', but Keep, Discard.",
      { canceled: false, filePaths: ['/a/file'] },
      { canceled: true, filePath: '' },
    ]);
  });

  it('takes a question that nobody can answer for its safe answer, and says so', async () => {
    const { said, errors } = await run({
      main: `
        await app.whenReady();
        say(await dialog.showMessageBox({ message: 'Discard?', buttons: ['Discard', 'Keep'], cancelId: 1, defaultId: 0 }));
        app.quit();`,
    });
    expect(said).toEqual([{ response: 1, checkboxChecked: false }]);
    expect(errors).toContain("Discard?\nThis host cannot ask, and takes it for 'Keep'.");
  });

  it('has a colour scheme that pages follow and the program may overrule', async () => {
    const { said } = await run({
      environment: { ABENDBOOK_HOST_COLOUR_SCHEME: 'dark' },
      main: `
        const { control } = await import(process.env.TINY_HOST + '/control.ts');
        registerTiny();
        await app.whenReady();
        serveTiny();
        say(nativeTheme.shouldUseDarkColors);
        const answers = [() => { nativeTheme.themeSource = 'light'; }, () => { nativeTheme.themeSource = 'system'; },
          () => control.systemBecomes('light'), () => app.quit()];
        ipcMain.on('dark', (_event, dark) => { say([dark, nativeTheme.shouldUseDarkColors]); answers.shift()(); });
        await openTiny();`,
      preload: `
        const dark = matchMedia('(prefers-color-scheme: dark)');
        const tell = () => ipcRenderer.send('dark', dark.matches);
        dark.addEventListener('change', tell);
        window.addEventListener('load', tell);`,
    });
    expect(said).toEqual([true, [true, true], [false, false], [true, true], [false, false]]);
  });
});
