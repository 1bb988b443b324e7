import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Runtime } from './running-app.ts';

/** The folder of the project. */
export const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/** The folder that Electron's binary is unpacked into, where it could be. */
export const electronFolder = join(project, 'node_modules', 'electron', 'dist');

/** What the program runs on: `ABENDBOOK_E2E_RUNTIME` where it is set, Electron where its binary is there, or the host. */
export function chosenRuntime(): Runtime {
  const asked = process.env['ABENDBOOK_E2E_RUNTIME'];
  if (asked === 'host' || asked === 'electron') return asked;
  if (asked !== undefined && asked !== '') {
    throw new Error(`ABENDBOOK_E2E_RUNTIME is ${asked}; it may be host or electron.`);
  }
  return existsSync(electronFolder) ? 'electron' : 'host';
}
