import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { expect } from './story.ts';

// The parts of upgrades and rollbacks by the names that a screen reader says.

export const latest = '005-mvp5-enterprise-intelligence';

/** The present step of the wizard: `Backup`. */
export function presentStep(page: Page): Locator {
  return page.getByRole('list', { name: 'Steps of the upgrade' }).locator('[aria-current="step"]');
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
}

export function work(page: Page): Locator {
  return page.getByRole('region', { name: 'Work under way' });
}

export function status(page: Page): Locator {
  return page.getByRole('group', { name: 'Status' });
}

/** Sets how upgrades go about it, as the settings of an earlier start. */
export async function setProfile(home: string, profile: string): Promise<void> {
  await writeFile(join(home, 'settings.json'), JSON.stringify({ profile }));
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
