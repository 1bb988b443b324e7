import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Shell } from 'electron';
import { hostEnvironment } from './environment.ts';
import { refuseMissing } from './missing.ts';

type Supported = Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>;

/** What the program asked the desktop to do. */
export interface ShellCall {
  readonly method: 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep';
  readonly target: string;
}

const calls: ShellCall[] = [];

class HostShell implements Supported {
  async openExternal(url: string): Promise<void> {
    // Electron refuses what is no address before any desktop sees it.
    if (!URL.canParse(url)) throw new Error('Invalid URL');
    ask('openExternal', url, url);
  }

  async openPath(path: string): Promise<string> {
    ask('openPath', path, path);
    return '';
  }

  showItemInFolder(fullPath: string): void {
    ask('showItemInFolder', fullPath, pathToFileURL(dirname(fullPath)).href);
  }

  beep(): void {
    calls.push({ method: 'beep', target: '' });
  }
}

export const shell = new HostShell();
refuseMissing(HostShell.prototype, 'shell');

/** The calls so far, oldest first. */
export function shellCalls(): readonly ShellCall[] {
  return calls;
}

/** Takes note of a call; where a person sits in front of the host, their desktop does it. */
function ask(method: ShellCall['method'], target: string, opened: string): void {
  calls.push({ method, target });
  if (hostEnvironment.driven || hostEnvironment.headless || process.platform === 'win32') return;
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(opener, [opened], { stdio: 'ignore', detached: true })
    .on('error', () => console.error(`${target} could not be opened: there is no ${opener} on this machine.`))
    .unref();
}
