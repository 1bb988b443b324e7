import { kb, knowledgeFile, newHome } from './knowledge-file.ts';
import { expect, test, usualSize } from './story.ts';
import { button, expectAccessible, latest, presentStep, status, work } from './upgrade-parts.ts';
import { results, search, searchBox } from './window-parts.ts';

test('an older knowledge base is upgraded step by step, and the wizard goes on where it was left', async ({
  launchApp,
  olderFile,
}) => {
  const home = await newHome(olderFile);
  const app = await launchApp({ home, size: usualSize });
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Upgrade to schema 005' })).toBeVisible();
  await expect(presentStep(page)).toContainText('Checklist');
  await expect(page.getByRole('list', { name: 'Checklist' })).toContainText('Disk space');
  await expectAccessible(page);
  await expect(button(page, 'Next')).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(presentStep(page)).toContainText('Plan');
  const plan = page.getByRole('list', { name: 'What each step brings' });
  await expect(plan.getByRole('listitem')).toHaveCount(4);
  await plan.getByText('SQL that runs').first().click();
  await expect(plan.getByRole('region', { name: /^SQL of 002/ })).toContainText('CREATE TABLE incidents');
  await expectAccessible(page);
  await button(page, 'Next').click();

  await expect(presentStep(page)).toContainText('Backup');
  await expect(button(page, 'Back up now')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is a verified backup of exactly what')).toBeVisible();
  await expect(button(page, 'Next')).toBeFocused();

  // Left and come back to, also after the program has ended.
  await button(page, 'Later').click();
  await expect(searchBox(page)).toBeVisible();
  await expect(status(page)).toContainText('upgrade available');
  const again = await app.restart();
  await expect(presentStep(again.page)).toContainText('Rehearsal');
  await button(again.page, 'Rehearse now').click();
  await expect(again.page.getByText('The upgrade went well on the copy')).toBeVisible();
  await expect(again.page.getByRole('list', { name: 'Rehearsal' })).toContainText(
    'searches answer as before',
  );
  await again.page.getByText('Rows before and after: equal').click();
  await expect(again.page.getByRole('row', { name: /^entries/ })).toContainText('467');
  await expectAccessible(again.page);
  await button(again.page, 'Next').click();

  await expect(presentStep(again.page)).toContainText('Upgrade');
  await expect(button(again.page, 'Not now')).toBeFocused();
  await expectAccessible(again.page);
  await button(again.page, 'Upgrade now').click();
  await expect(again.page.getByText('Your knowledge base is at schema 005 now')).toBeVisible();
  await expect(again.page.getByText('Backup made before, verified')).toBeVisible();
  await expectAccessible(again.page);
  expect(await again.notifications.seen()).toMatchObject([{ title: 'The upgrade is done' }]);
  await expect(button(again.page, 'Done')).toBeFocused();
  await button(again.page, 'Done').click();

  await expect(status(again.page)).toContainText('schema 005');
  await expect(status(again.page)).not.toContainText('upgrade available');
  await again.page.getByRole('button', { name: 'Incidents', exact: true }).click();
  await expect(again.page.getByText('Your knowledge base is ready for the incidents')).toBeVisible();
  await again.menu.click('search');
  await search(again.page, 'VSAM status 35');
  await expect(results(again.page).first()).toContainText('VSAM status 35');
  expect(await kb(knowledgeFile(home), 'status')).toMatchObject({ version: latest, entries: 467 });
});

test('a locked place leads to the wizard, and Later leaves everything as it is', async ({
  launchApp,
  olderFile,
}) => {
  const home = await newHome(olderFile);
  const { page, menu } = await launchApp({ home, size: usualSize });
  await button(page, 'Later').click();
  await page.getByRole('button', { name: 'Code: Upgrade to unlock' }).click();
  await expect(page.getByText('It comes with schema 003.')).toBeVisible();
  await button(page, 'Upgrade to unlock…').click();
  await expect(presentStep(page)).toContainText('Checklist');
  await button(page, 'Later').click();
  await menu.click(['Database', 'Upgrade']);
  await expect(presentStep(page)).toContainText('Checklist');
  await page.reload();
  await expect(searchBox(page)).toBeVisible();
  expect(await kb(knowledgeFile(home), 'status')).toMatchObject({ version: '001-mvp1-base' });
  await expect(work(page)).toBeHidden();
});
