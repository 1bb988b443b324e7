import { addCustomStep, failingStep, slowStep } from './custom-steps.ts';
import { kb, knowledgeFile, newHome } from './knowledge-file.ts';
import { expect, test, usualSize } from './story.ts';
import { button, expectAccessible, setProfile, status, work } from './upgrade-parts.ts';
import { results, search, searchBox } from './window-parts.ts';

test('under staging an older file is upgraded by itself, and one line says where the backup is', async ({
  launchApp,
  olderFile,
}) => {
  const home = await newHome(olderFile);
  await setProfile(home, 'staging');
  const { page } = await launchApp({ home, size: usualSize });
  await expect(searchBox(page)).toBeFocused();
  await expect(work(page)).toContainText('Upgraded to schema 005. The backup made before is');
  await expect(status(page)).toContainText('schema 005');
  await search(page, 'VSAM status 35');
  await expect(results(page).first()).toContainText('VSAM status 35');
  const { backups } = await kb<{ backups: { type: string; verified: boolean; version: string }[] }>(
    knowledgeFile(home),
    'backup',
    'list',
  );
  expect(backups).toMatchObject([{ type: 'pre-migration', verified: true, version: '001-mvp1-base' }]);
});

test('a long upgrade at the start is told step by step, and what it does can be cancelled', async ({
  launchApp,
  olderFile,
}) => {
  test.slow();
  const home = await newHome(olderFile);
  await addCustomStep(home, slowStep);
  await setProfile(home, 'staging');
  const { page } = await launchApp({ home, size: usualSize });
  await expect(page.getByRole('heading', { name: 'Upgrading your knowledge base' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Trying it on a copy' })).toContainText('Now:');
  await expect(page.getByText('010 A step that takes its time')).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Cancel, changing nothing').click();
  await expect(page.getByRole('alert')).toContainText('Your knowledge base was not changed', {
    timeout: 30_000,
  });
  await button(page, 'Go on with schema 001').click();
  await expect(status(page)).toContainText('schema 001');
  expect(await kb(knowledgeFile(home), 'status')).toMatchObject({ version: '001-mvp1-base', entries: 467 });
});

test('an upgrade that fails at the start says what is safe, and every way on', async ({
  launchApp,
  olderFile,
}) => {
  const home = await newHome(olderFile);
  await addCustomStep(home, failingStep);
  await setProfile(home, 'staging');
  const app = await launchApp({ home, size: usualSize });
  const { page } = app;
  const report = page.getByRole('alert');
  await expect(report).toContainText('Your knowledge base was not changed');
  await expect(report).toContainText('010-bad');
  await expect(button(page, 'Go on with schema 001')).toBeFocused();
  await expectAccessible(page);
  await button(page, 'Copy details').click();
  await expect.poll(() => app.clipboardText()).toContain('010-bad');
  await button(page, 'Show log').click();
  await expect
    .poll(() => app.shellCalls())
    .toContainEqual(expect.objectContaining({ target: expect.stringContaining('main.log') }));

  await button(page, 'Open read-only').click();
  await expect(page.getByText('Opened read-only: you can search')).toBeVisible();
  await button(page, 'Open for writing').click();
  await expect(page.getByText('Opened read-only')).toBeHidden();
  await button(page, 'Try again').click();
  await expect(report).toContainText('Your knowledge base was not changed');
  await button(page, 'Restore…').click();
  await expect(page.getByRole('tab', { name: 'Backups', selected: true })).toBeVisible();
  expect(await kb(knowledgeFile(home), 'status')).toMatchObject({ version: '001-mvp1-base' });
});

test('closing the window in the middle of an upgrade asks first, and changes nothing', async ({
  launchApp,
  olderFile,
}) => {
  test.slow();
  const home = await newHome(olderFile);
  await addCustomStep(home, slowStep);
  await setProfile(home, 'staging');
  const app = await launchApp({ home, size: usualSize });
  await expect(app.page.getByRole('heading', { name: 'Upgrading your knowledge base' })).toBeVisible();
  await app.dialogs.answerNext({ button: 'Stay' });
  await app.window.close();
  await expect
    .poll(() => app.dialogs.seen())
    .toMatchObject([{ options: { message: 'Cancel the upgrade and close?' } }]);
  expect(await app.window.all()).toHaveLength(1);
  await app.dialogs.answerNext({ button: 'Cancel the upgrade and close' });
  await app.window.close();
  expect(await app.exited).toBe(0);
  expect(await kb(knowledgeFile(home), 'status')).toMatchObject({ version: '001-mvp1-base', entries: 467 });
});
