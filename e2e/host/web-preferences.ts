import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { WebPreferences } from 'electron';

/** Settings that would give a page more than a page may have, with the only value the host accepts. */
const REQUIRED = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
} as const satisfies Partial<WebPreferences>;

/** What of Electron's web preferences the host takes note of, checked. */
export interface CheckedPreferences {
  /** Absolute path of a file that exists. */
  readonly preload: string | null;
  readonly additionalArguments: readonly string[];
  readonly zoomFactor: number;
}

/** Throws where a preference is unsafe, or the preload is not an absolute path of a file. */
export function checkWebPreferences(given: WebPreferences = {}): CheckedPreferences {
  for (const [name, required] of Object.entries(REQUIRED)) {
    const value: unknown = Reflect.get(given, name);
    if (value !== undefined && value !== required) {
      throw new Error(
        `webPreferences.${name} must be ${String(required)}: ${JSON.stringify(value)} is unsafe.`,
      );
    }
  }
  if (given.partition !== undefined || given.session !== undefined) {
    throw new Error('the stand-in host has no session but the default one');
  }
  const { preload } = given;
  if (preload !== undefined && !isAbsolute(preload)) {
    throw new Error(`webPreferences.preload must be an absolute path: ${preload}`);
  }
  if (preload !== undefined && !existsSync(preload)) {
    throw new Error(`webPreferences.preload is not there: ${preload}`);
  }
  return {
    preload: preload ?? null,
    additionalArguments: given.additionalArguments ?? [],
    zoomFactor: given.zoomFactor ?? 1,
  };
}
