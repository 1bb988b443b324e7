import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { damage, holdAlone, makeNewer } from './damage.ts';
import { kb, knowledgeFile, newHome } from './knowledge-file.ts';
import { expect, test, usualSize } from './story.ts';
import { button, expectAccessible } from './upgrade-parts.ts';
import { detail, notices, results, search } from './window-parts.ts';

test('a damaged file is salvaged into a new one, which takes its place', async ({
  launchApp,
  starterFile,
}) => {
  const home = await newHome(starterFile);
  const file = knowledgeFile(home);
  await kb(file, 'backup', 'create');
  await damage(file);
  const damaged = await readFile(file);
  const app = await launchApp({ home, size: usualSize });
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Your knowledge base could not be opened' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('The file is damaged');
  await expect(button(page, /^Restore the newest backup/)).toBeFocused();
  await expectAccessible(page);
  expect(await readFile(file)).toEqual(damaged);

  await button(page, 'Open read-only').click();
  await expect(notices(page)).toContainText('It cannot be opened read-only.');
  await notices(page).getByRole('button', { name: 'Dismiss' }).click();

  const target = join(home, 'salvaged.db');
  await app.dialogs.answerNext({ paths: [target] });
  await button(page, 'Salvage into a new file…').click();
  await expect(page.getByRole('heading', { name: /salvaged$/ })).toBeVisible();
  await expectAccessible(page);
  expect(await readFile(file)).toEqual(damaged);
  await button(page, 'Put it in the place of the damaged file…').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore this backup' }).click();
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
});

test('a file that another program holds can be read meanwhile, and is written again afterwards', async ({
  launchApp,
  starterFile,
}) => {
  const home = await newHome(starterFile);
  const release = holdAlone(knowledgeFile(home));
  const { page } = await launchApp({ home, size: usualSize });
  // It waits for a while before it gives up.
  await expect(page.getByRole('alert')).toContainText('Another program holds it', { timeout: 20_000 });
  await expect(button(page, 'Try again')).toBeFocused();
  await button(page, 'Open read-only').click();
  await expect(page.getByText('Opened read-only: you can search, read and copy')).toBeVisible();
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
  await expect(detail(page).getByRole('button', { name: 'Edit' })).toBeDisabled();
  await expect(button(page, 'New entry')).toBeDisabled();
  await expectAccessible(page);
  const refused = await page.evaluate(() =>
    window.abendbook.invoke('entries:add', { entry: { title: 't', problem: 'p', solution: 's' } }),
  );
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'read-only-file' } });

  release();
  await button(page, 'Open for writing').click();
  await expect(page.getByText('Opened read-only')).toBeHidden();
  await expect(detail(page).getByRole('button', { name: 'Edit' })).toBeEnabled();
});

test('a newer file names both versions, and the backups that this program can open', async ({
  launchApp,
  starterFile,
}) => {
  const home = await newHome(starterFile);
  const file = knowledgeFile(home);
  await kb(file, 'backup', 'create');
  makeNewer(file);
  const { page } = await launchApp({ home, size: usualSize });
  await expect(
    page.getByRole('heading', { name: 'Your knowledge base is newer than this program' }),
  ).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('006-later');
  await expect(page.getByRole('alert')).toContainText('005-mvp5-enterprise-intelligence');
  await expect(page.getByRole('region', { name: 'List of backups' })).toContainText('005, fits');
  await expectAccessible(page);
  await button(page, /^Restore the newest backup/).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore this backup' }).click();
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
});
