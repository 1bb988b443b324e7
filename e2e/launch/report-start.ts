import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { firstHit, lookAround } from './look-around.ts';
import { project } from './project.ts';

const SAMPLE = 'VSAM status 35';

/** Prints what the program in `page` has open, and returns the number of entries in it. */
export async function reportDatabase(page: Page): Promise<number> {
  const { databasePath, entries, schema } = await lookAround(page);
  const count = entries.toLocaleString('en');
  console.log(`Opened ${databasePath}: ${count} ${entries === 1 ? 'entry' : 'entries'}, schema ${schema}.`);
  return entries;
}

/** Searches in the window and prints the first hit. Returns whether there was one. `where` says what was searched. */
export async function reportSampleSearch(page: Page, where = ''): Promise<boolean> {
  const hit = await firstHit(page, SAMPLE);
  console.log(`The first hit for '${SAMPLE}'${where}: ${hit ?? 'nothing'}`);
  return hit !== null;
}

/** Saves a picture of the window and prints where. */
export async function reportScreenshot(page: Page): Promise<void> {
  const path = join(project, 'artifacts', 'start.png');
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  console.log(`A screenshot of the window is in ${path}`);
}
