/**
 * `npm start -- --smoke`: starts the built program on a knowledge base of its own, loads the starter entries by
 * the first-run screen, searches, and ends with exit code 0, or with 1 and what went wrong.
 */
import { rm } from 'node:fs/promises';
import { launchApp } from '../e2e/launch/launch-app.ts';
import { loadStarter } from '../e2e/launch/look-around.ts';
import { reportDatabase, reportSampleSearch, reportScreenshot } from '../e2e/launch/report-start.ts';
import type { RunningApp } from '../e2e/launch/running-app.ts';

async function look(app: RunningApp): Promise<boolean> {
  await loadStarter(app.page);
  await reportDatabase(app.page);
  const found = await reportSampleSearch(app.page);
  await reportScreenshot(app.page);
  return found && (await app.close()) === 0;
}

let app: RunningApp | null = null;
let fine = false;
try {
  app = await launchApp();
  fine = await look(app);
} catch (caught) {
  console.error(caught instanceof Error ? caught.message : caught);
}
if (app !== null) {
  if (!fine) console.error(app.output().trim());
  await app.kill();
  await rm(app.home, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(fine ? 0 : 1);
