import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchOnElectron } from './on-electron.ts';
import { launchOnHost } from './on-host.ts';
import { chosenRuntime } from './project.ts';
import type { LaunchOptions, RunningApp } from './running-app.ts';

/**
 * Starts the built program, on Electron where its binary is there and on the stand-in host elsewhere, and resolves once
 * its window shows. Rejects with the program's own words where it ends before that.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const home = options.home ?? (await freshHome());
  return chosenRuntime() === 'electron' ? launchOnElectron(options, home) : launchOnHost(options, home);
}

/** Makes an empty data folder. */
export function freshHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'abendbook-home-'));
}
