import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { launchOnHost } from '../e2e/launch/on-host.ts';
import { freshHome } from '../e2e/launch/launch-app.ts';
import { loadStarter } from '../e2e/launch/look-around.ts';
import { reportDatabase, reportSampleSearch, reportScreenshot } from '../e2e/launch/report-start.ts';

/** Runs in the host where there is no display: says on the terminal what a person would see in the window. */
export default async function reportStart(page: Page): Promise<void> {
  const entries = await reportDatabase(page);
  if (entries > 0) {
    await reportSampleSearch(page);
  } else {
    console.log('The knowledge base is empty; its first-run screen offers the starter one.');
    await searchStarterElsewhere();
  }
  await reportScreenshot(page);
  console.log('Abendbook stays open until it is stopped (Ctrl+C).');
}

/** The user's own knowledge base stays as it is: the sample search runs on another one that is thrown away. */
async function searchStarterElsewhere(): Promise<void> {
  const home = await freshHome();
  try {
    const sample = await launchOnHost({}, home);
    await loadStarter(sample.page);
    await reportSampleSearch(sample.page, ' in the starter knowledge base');
    await sample.close();
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
