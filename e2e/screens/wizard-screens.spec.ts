import { addCustomStep, shiftNotes } from '../stories/custom-steps.ts';
import { slowDown, standInTheWay } from '../stories/damage.ts';
import { changeMetadata, fillLaterTables, kb, knowledgeFile, newHome } from '../stories/knowledge-file.ts';
import { expect, test, usualSize } from '../stories/story.ts';
import type { RunningApp } from '../stories/story.ts';
import { button, presentStep, setProfile } from '../stories/upgrade-parts.ts';
import { inspect } from './inspect.ts';

async function picture(app: RunningApp, name: string): Promise<void> {
  await test.step(name, () => inspect(app, name));
}

test('the wizard, from its checklist to its report', async ({ launchApp, olderFile }) => {
  test.setTimeout(240_000);
  const home = await newHome(olderFile);
  await addCustomStep(home, shiftNotes);
  const app = await launchApp({ home, size: usualSize });
  const { page } = app;
  await expect(button(page, 'Next')).toBeFocused();
  await picture(app, 'wizard-checklist');
  await button(page, 'Next').click();
  await expect(page.getByRole('region', { name: 'SQL of 010-shift-notes' })).toBeVisible();
  await picture(app, 'wizard-plan');
  await button(page, 'Next').click();
  await expect(button(page, 'Back up now')).toBeFocused();
  await picture(app, 'wizard-backup');
  await button(page, 'Back up now').click();
  await expect(page.getByText('There is a verified backup of exactly what')).toBeVisible();
  await picture(app, 'wizard-backup-made');
  await button(page, 'Next').click();
  await button(page, 'Rehearse now').click();
  await expect(page.getByText('The upgrade went well on the copy')).toBeVisible();
  await picture(app, 'wizard-rehearsal');
  await button(page, 'Next').click();
  await expect(button(page, 'Not now')).toBeFocused();
  await picture(app, 'wizard-upgrade');
  await button(page, 'Upgrade now').click();
  await expect(page.getByText('Your knowledge base is at schema 010 now')).toBeVisible();
  await picture(app, 'wizard-report');
});

test('the report of an upgrade that failed', async ({ launchApp, olderFile }) => {
  test.setTimeout(120_000);
  const home = await newHome(olderFile);
  standInTheWay(knowledgeFile(home));
  await setProfile(home, 'staging');
  const app = await launchApp({ home, size: usualSize });
  await expect(app.page.getByRole('alert')).toBeVisible();
  await picture(app, 'wizard-failed');
});

test('an upgrade under way at the start', async ({ launchApp, olderFile }) => {
  test.setTimeout(120_000);
  const home = await newHome(olderFile);
  slowDown(knowledgeFile(home));
  await setProfile(home, 'staging');
  const app = await launchApp({ home, size: usualSize });
  await expect(app.page.getByRole('heading', { name: 'Upgrading your knowledge base' })).toBeVisible();
  await picture(app, 'launch-upgrade');
});

test('a rollback, from the choice to its report, and what it keeps', async ({ launchApp, starterFile }) => {
  test.setTimeout(240_000);
  const home = await newHome(starterFile);
  fillLaterTables(knowledgeFile(home));
  const app = await launchApp({ home, size: usualSize });
  const { page, menu } = app;
  await menu.click(['Database', 'Roll back']);
  await expect(page.getByRole('radio', { name: /^004/ })).toBeVisible();
  await picture(app, 'rollback-choice');
  await page.getByRole('radio', { name: /^001/ }).check({ force: true });
  await expect(page.getByRole('list', { name: 'What is kept' })).toContainText('incidents');
  await picture(app, 'rollback-preview');
  await button(page, 'Roll back to schema 001…').click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await picture(app, 'rollback-question');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Roll back to schema 001' }).click();
  await expect(page.getByText('Your knowledge base is back at schema 001')).toBeVisible();
  await picture(app, 'rollback-report');
  await button(page, 'Done').click();
  await expect(page.getByRole('heading', { name: 'Kept by a rollback' })).toBeVisible();
  await picture(app, 'database-schema-kept');
  await page.getByRole('button', { name: 'Incidents: Upgrade to unlock' }).click();
  await picture(app, 'locked-incidents');
  await button(page, 'Upgrade to unlock…').click();
  await expect(presentStep(page)).toContainText('Checklist');
  await button(page, 'Next').click();
  await expect(page.getByRole('list', { name: 'What comes back' })).toBeVisible();
  await picture(app, 'wizard-plan-brings-back');
});

test('rows that wait for a choice', async ({ launchApp, starterFile }) => {
  test.setTimeout(60_000);
  const home = await newHome(starterFile);
  const file = knowledgeFile(home);
  await kb(file, 'rollback', '--to', '001', '--yes');
  changeMetadata(file, 'starter-abend-s0c1', { owner: 'the night shift' });
  await kb(file, 'migrate', '--yes');
  const app = await launchApp({ home, size: usualSize });
  await button(app.page, /schema 005/).click();
  await expect(app.page.getByRole('heading', { name: '1 row waits for your choice' })).toBeVisible();
  await picture(app, 'database-conflict');
});
