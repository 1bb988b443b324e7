import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { _electron, type ElectronApplication } from 'playwright-core';
import { programEnvironment } from './environment.ts';
import { clickMenuItem, readMenuItems, readWindows, recordDesktop } from './electron-main.ts';
import { project } from './project.ts';
import type {
  DialogAnswer,
  LaunchOptions,
  RunningApp,
  ShellCall,
  ShownDialog,
  ShownNotification,
} from './running-app.ts';

/** Starts the built program on Electron itself. */
export async function launchOnElectron(options: LaunchOptions, home: string): Promise<RunningApp> {
  const commandLine = [project, ...sandboxArguments(), ...(options.args ?? [])];
  const env = programEnvironment(options, home);
  const electron = await _electron.launch({
    args: commandLine,
    cwd: project,
    env,
    colorScheme: options.colorScheme ?? 'light',
  });
  await electron.evaluate(recordDesktop);

  let output = '';
  const child = electron.process();
  child.stdout?.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (output += part.toString()));
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });

  const page = await electron.firstWindow();
  await page.waitForLoadState('load');
  const resize: RunningApp['window']['resize'] = (size) => firstWindow(electron, 'setContentSize', size);
  if (options.size !== undefined) await resize(options.size);

  const close = async () => {
    await electron.evaluate(({ app }) => setImmediate(() => app.quit()));
    return exited;
  };
  const windows = () => electron.evaluate(readWindows);
  return {
    runtime: 'electron',
    home,
    page,
    window: {
      all: windows,
      state: async () => {
        const [first] = await windows();
        if (first === undefined) throw new Error('No window is open.');
        return first;
      },
      resize,
      minimize: () => firstWindow(electron, 'minimize'),
      close: () => firstWindow(electron, 'close'),
    },
    menu: {
      items: () => electron.evaluate(readMenuItems),
      click: (idOrLabels) => electron.evaluate(clickMenuItem, [idOrLabels].flat()),
    },
    dialogs: {
      answerNext: (answer) => electron.evaluate(giveAnswer, answer),
      seen: () => electron.evaluate(() => Reflect.get(globalThis, 'shownDialogs') as ShownDialog[]),
    },
    shellCalls: () => electron.evaluate(() => Reflect.get(globalThis, 'shellCalls') as ShellCall[]),
    notifications: {
      seen: () =>
        electron.evaluate(() => Reflect.get(globalThis, 'shownNotifications') as ShownNotification[]),
      click: () => electron.evaluate(() => (Reflect.get(globalThis, 'clickNotification') as () => void)()),
    },
    clipboardText: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
    systemBecomes: (scheme) => page.emulateMedia({ colorScheme: scheme }),
    output: () => output,
    exited,
    close,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    restart: async (others = {}) => {
      await close();
      return launchOnElectron({ ...options, ...others }, home);
    },
    secondInstance: async (args = []) => {
      const second = spawn(child.spawnfile, [project, ...sandboxArguments(), ...args], {
        cwd: project,
        env,
        stdio: 'ignore',
      });
      const [exitCode] = (await once(second, 'exit')) as [number | null];
      return { exitCode };
    },
  };
}

/** Chromium's sandbox does not start for root. */
function sandboxArguments(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

async function firstWindow(
  electron: ElectronApplication,
  method: 'setContentSize' | 'minimize' | 'close',
  size = { width: 0, height: 0 },
): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, asked) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('No window is open.');
      if (asked.method === 'setContentSize') window.setContentSize(asked.size.width, asked.size.height);
      else window[asked.method]();
    },
    { method, size },
  );
}

function giveAnswer(_main: unknown, answer: DialogAnswer): void {
  (Reflect.get(globalThis, 'answerDialog') as (answer: DialogAnswer) => void)(answer);
}
