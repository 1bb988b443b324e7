import { addCustomStep, failingStep } from './custom-steps.ts';
import { slowDown, standInTheWay } from './damage.ts';
import { kb, knowledgeFile, newHome } from './knowledge-file.ts';
import { expect, test, usualSize } from './story.ts';
import { button, expectAccessible, latest, presentStep, setProfile, status, work } from './upgrade-parts.ts';
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
  slowDown(knowledgeFile(home));
  await setProfile(home, 'staging');
  const { page } = await launchApp({ home, size: usualSize });
  await expect(page.getByRole('heading', { name: 'Upgrading your knowledge base' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Trying it on a copy' })).toContainText('Now:');
  await expect(page.getByText('003 Code, its structure and its links to entries')).toBeVisible();
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
  standInTheWay(knowledgeFile(home));
  await setProfile(home, 'staging');
  const app = await launchApp({ home, size: usualSize });
  const { page } = app;
  const report = page.getByRole('alert');
  await expect(report).toContainText('Your knowledge base was not changed');
  await expect(report).toContainText('002-mvp2-pattern-detection');
  await expect(button(page, 'Go on with schema 001')).toBeFocused();
  await expectAccessible(page);
  await button(page, 'Copy details').click();
  await expect.poll(() => app.clipboardText()).toContain('002-mvp2-pattern-detection');
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
  slowDown(knowledgeFile(home));
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

test('a step of the user’s own is shown with its SQL before it runs, and says when it went wrong', async ({
  launchApp,
  olderFile,
}) => {
  const home = await newHome(olderFile);
  await addCustomStep(home, failingStep);
  await setProfile(home, 'development');
  const { page } = await launchApp({ home, size: usualSize });
  await expect(page.getByRole('heading', { name: 'Upgrade to schema 010' })).toBeVisible();
  await expect(status(page)).toContainText('schema 005');
  await expect(presentStep(page)).toContainText('Checklist');
  await button(page, 'Next').click();
  await expect(page.getByRole('region', { name: 'SQL of 010-bad' })).toContainText(
    'CREATE TABLE shift_notes',
  );
  await button(page, 'Next').click();
  await expect(presentStep(page)).toContainText('Upgrade');
  await button(page, 'Upgrade now').click();
  await expect(page.getByRole('alert')).toContainText('Your knowledge base was not changed');
  await expect(page.getByRole('alert')).toContainText('no_such_table');
  await button(page, 'Go on with schema 005').click();
  expect(await kb(knowledgeFile(home), 'status')).toMatchObject({
    version: latest,
    pending: [{ version: '010-bad' }],
  });
});
