import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kb, knowledgeFile, newHome } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { searchBox } from './window-parts.ts';

const text = 'These are my notes about VSAM, and not a database.\n'.repeat(100);

test('a file that is no database is named, left alone, and can be replaced without a restart', async ({
  launchApp,
}) => {
  const home = await newHome();
  const file = knowledgeFile(home);
  await writeFile(file, text);
  const app = await launchApp({ home });
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Your knowledge base could not be opened' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(`${file} is not an Abendbook database`);
  await expect(page.getByRole('alert')).toContainText('The file was not changed.');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();

  await page.getByRole('button', { name: 'Copy details' }).click();
  await expect.poll(() => app.clipboardText()).toContain(file);
  await page.getByRole('button', { name: 'Show the folder' }).click();
  await expect.poll(() => app.shellCalls()).toContainEqual({ method: 'showItemInFolder', target: file });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();
  await expect(page.getByRole('alert')).toContainText(file);
  expect(await readFile(file, 'utf8')).toBe(text);

  await rm(file);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Abendbook' })).toBeVisible();
});

test('another database than the usual one is opened with --db', async ({ launchApp, starterFile }) => {
  const { entries } = await kb<{ entries: number }>(starterFile, 'status');
  const { page } = await launchApp({ args: [`--db=${starterFile}`] });
  await expect(searchBox(page)).toBeFocused();
  await expect(page.getByRole('group', { name: 'Status' })).toContainText(`${entries} entries`);
});

test('a database in a folder that cannot be there is named', async ({ launchApp }) => {
  const home = await newHome();
  await writeFile(join(home, 'file'), '');
  const { page } = await launchApp({ home, args: [`--db=${join(home, 'file', 'knowledge.db')}`] });
  await expect(page.getByRole('heading', { name: 'Your knowledge base could not be opened' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(join(home, 'file'));
  await expect(page.getByRole('alert')).toContainText('Nothing was written.');
});
