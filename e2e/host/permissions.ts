import type { BrowserContext } from 'playwright-core';
import type { WebContents } from 'electron';
import { defaultSession, type Permission } from './session.ts';

/** What Chromium's permissions are called in Electron. */
const PERMISSIONS: readonly (readonly [string, Permission])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['camera', 'media'],
  ['microphone', 'media'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['midi', 'midi'],
  ['storage-access', 'storage-access'],
];

/**
 * Asks the program about every permission when a page is about to load, and tells Chromium. (Electron asks when a
 * page wants one; Chromium outside of Electron has to know before.)
 */
export async function settlePermissions(
  context: BrowserContext,
  contents: WebContents,
  programOrigin: string,
  pageOrigin: string,
): Promise<void> {
  const granted: string[] = [];
  for (const [name, permission] of PERMISSIONS) {
    if (await defaultSession.allows(contents, permission, programOrigin)) granted.push(name);
  }
  // What is not among the granted ones is refused from now on.
  await context.grantPermissions(granted, { origin: pageOrigin });
}
