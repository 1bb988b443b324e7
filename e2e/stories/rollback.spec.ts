import { changeMetadata, fillLaterTables, kb, knowledgeFile, newHome } from './knowledge-file.ts';
import { expect, test, usualSize } from './story.ts';
import { button, expectAccessible, latest, presentStep, status } from './upgrade-parts.ts';

test('a rollback keeps what the older schema cannot hold, and upgrading again brings it back', async ({
  launchApp,
  starterFile,
}) => {
  const home = await newHome(starterFile);
  const file = knowledgeFile(home);
  fillLaterTables(file);
  const { page, menu } = await launchApp({ home, size: usualSize });
  await menu.click(['Database', 'Roll back']);
  await expect(page.getByRole('heading', { name: 'Roll back the schema' })).toBeVisible();
  await page.getByText('001 Entries, revisions and search').click();
  await expect(page.getByRole('list', { name: 'What is kept' })).toContainText('2,341 incidents');
  await expect(page.getByText('Locked until then: Incidents, Patterns, Dashboard')).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Roll back to schema 001…').click();
  const question = page.getByRole('alertdialog', { name: 'Roll back to schema 001?' });
  await expect(question).toContainText('2,341 incidents');
  await expect(question.getByRole('button', { name: 'Keep schema 005' })).toBeFocused();
  await question.getByRole('button', { name: 'Roll back to schema 001' }).click();
  await expect(page.getByText('Your knowledge base is back at schema 001')).toBeVisible();
  await expect(status(page)).toContainText('schema 001');
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Incidents: Upgrade to unlock' })).toBeVisible();

  await button(page, 'Upgrade again…').click();
  await expect(presentStep(page)).toContainText('Checklist');
  await button(page, 'Next').click();
  await expect(page.getByRole('list', { name: 'What comes back' })).toContainText('2,341 incidents');
  await button(page, 'Next').click();
  await button(page, 'Back up now').click();
  await button(page, 'Next').click();
  await button(page, 'Rehearse now').click();
  await button(page, 'Next').click();
  await button(page, 'Upgrade now').click();
  await expect(page.getByText('Your knowledge base is at schema 005 now')).toBeVisible();
  await expect(page.getByRole('list', { name: 'What was brought back' })).toContainText('2,341 incidents');
  await button(page, 'Show the schema').click();
  const history = page.getByRole('region', { name: 'History of the schema' });
  await expect(history).toContainText('undone: 002');
  await expectAccessible(page);
  expect(await kb(file, 'status')).toMatchObject({ version: latest, entries: 467 });
});

test('what was changed between a rollback and the next upgrade waits for a choice, with both sides in sight', async ({
  launchApp,
  starterFile,
}) => {
  const home = await newHome(starterFile);
  const file = knowledgeFile(home);
  await kb(file, 'rollback', '--to', '001', '--yes');
  changeMetadata(file, 'starter-abend-s0c1', { owner: 'the night shift' });
  await kb(file, 'migrate', '--yes');
  const { page } = await launchApp({ home, size: usualSize });
  await button(page, /schema 005/).click();
  await expect(page.getByText('Rows wait for your choice after a rollback')).toBeVisible();
  await expect(page.getByRole('heading', { name: '1 row waits for your choice' })).toBeVisible();
  const sides = page.getByRole('region', { name: /^Both sides of/ });
  await expect(sides.getByRole('row', { name: /metadata/ })).toContainText('the night shift');
  await expectAccessible(page);
  await button(page, 'Keep what is there').click();
  await expect(page.getByRole('heading', { name: '1 row waits for your choice' })).toBeHidden();
  expect(await kb(file, 'conflicts', 'list')).toMatchObject({ conflicts: [] });
  expect(await kb(file, 'entry', 'get', 'starter-abend-s0c1')).toMatchObject({
    metadata: { owner: 'the night shift' },
  });
});
