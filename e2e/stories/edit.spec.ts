import { solutionField, titleField } from './editor-parts.ts';
import { kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import type { RunningApp } from './story.ts';
import { detail, notices, resultLine, results, search, selectedRow, searchBox } from './window-parts.ts';

test('an edit keeps the earlier revision; the history shows what changed and brings it back', async ({
  writer,
}) => {
  const { page } = writer;
  await page.keyboard.type('VSAM status 35\n');
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(/^VSAM status 35/);
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { name: /^Edit KB-\d+$/ })).toBeVisible();
  const before = await solutionField(page).inputValue();
  await solutionField(page).fill(`Ask the night shift first.\n${before}`);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(notices(page)).toContainText(/^Saved KB-\d+/);
  await expect(detail(page)).toContainText('Ask the night shift first.');
  await expect(detail(page)).toContainText('revision 2');

  await detail(page).getByRole('button', { name: 'History' }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await expect(history.getByRole('listbox', { name: 'Revisions' }).getByRole('option')).toHaveCount(1);
  await expect(history.getByRole('option', { name: 'Revision 1' })).toBeFocused();
  await expect(history.getByRole('region', { name: 'Solution' })).toContainText(
    'added: Ask the night shift first.',
  );
  await expect(history.getByRole('region', { name: 'Title' })).toHaveCount(0);
  await history.getByRole('button', { name: 'Bring this version back' }).click();
  await expect(notices(page)).toContainText('Revision 1 is back, as revision 3.');
  await expect(history).toBeHidden();
  await expect(detail(page)).not.toContainText('Ask the night shift first.');
  await expect(detail(page)).toContainText('revision 3');
});

test('an archived entry is left out of searches, and Undo and Unarchive bring it back', async ({
  writer,
}) => {
  const { page } = writer;
  await search(page, 'IEF450I');
  await expect(results(page)).toHaveCount(1);
  await detail(page).getByRole('button', { name: 'Archive' }).click();
  await expect(notices(page)).toContainText(/^Archived KB-\d+/);
  await expect(page.getByRole('heading', { name: 'Only archived entries match' })).toBeVisible();
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(results(page)).toHaveCount(1);
  await expect(notices(page)).toContainText('is back from the archive');

  await detail(page).getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('checkbox', { name: 'Include archived' }).check();
  await expect(selectedRow(page)).toContainText('archived');
  await expect(detail(page)).toContainText('This entry is archived');
  await detail(page).getByRole('button', { name: 'Unarchive' }).click();
  await expect(detail(page)).not.toContainText('This entry is archived');
  await page.getByRole('checkbox', { name: 'Include archived' }).uncheck();
  await expect(resultLine(page)).toHaveText('1 result');
});

test('the context menu key offers what can be done with a result', async ({ writer: app }) => {
  const { page } = app;
  await search(page, 'IEF142I');
  await expect(selectedRow(page)).toContainText('IEF142I');
  await selectedRow(page).click({ button: 'right' });
  const menu = page.getByRole('menu', { name: /^Actions for IEF142I/ });
  await expect(menu.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(notices(page)).toContainText(/^Copied KB-\d+ as text/);
  expect(await app.clipboardText()).toMatch(/^IEF142I: [^]*\nProblem\n[^]*\nSolution\n/);
  await expect(menu).toBeHidden();
});

test.describe('an entry that the command line changed while it was being edited', () => {
  const mine = 'What I found out tonight.';
  const theirs = 'What the command line wrote.';

  test('shows both sides, and loses neither when mine is kept', async ({ writer: app }) => {
    const { page } = app;
    const id = await editMeanwhile(app, 'SQLCODE -811');
    await page.keyboard.press('ControlOrMeta+s');
    const question = page.getByRole('alertdialog', { name: /^KB-\d+ was changed meanwhile$/ });
    await expect(question.getByRole('group', { name: 'Yours' })).toHaveText(mine);
    await expect(question.getByRole('group', { name: 'Theirs' })).toHaveText(theirs);
    await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(solutionField(page)).toHaveValue(mine);
    expect(await kb(knowledgeFile(app.home), 'entry', 'get', id)).toMatchObject({
      solution: theirs,
      revision: 2,
    });

    await page.keyboard.press('ControlOrMeta+s');
    await question.getByRole('button', { name: 'Keep mine as the newest revision' }).click();
    await expect(detail(page)).toContainText(mine);
    expect(await kb(knowledgeFile(app.home), 'entry', 'get', id)).toMatchObject({
      solution: mine,
      revision: 3,
    });
    await detail(page).getByRole('button', { name: 'History' }).click();
    const history = page.getByRole('dialog', { name: 'History' });
    await expect(history.getByRole('option')).toHaveCount(2);
    await expect(history.getByRole('region', { name: 'Solution' })).toContainText(`removed: ${theirs}`);
  });

  test('is shown as it is where theirs is used, and what I wrote can still be had', async ({
    writer: app,
  }) => {
    const { page } = app;
    await editMeanwhile(app, 'IEF142I');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('button', { name: 'Use theirs' }).click();
    await expect(detail(page)).toContainText(theirs);
    await notices(page).getByRole('button', { name: 'Undo' }).click();
    await expect(solutionField(page)).toHaveValue(mine);
    await expect(titleField(page)).toHaveValue(/^IEF142I/);
  });

  async function editMeanwhile(app: RunningApp, code: string) {
    const { page } = app;
    await page.keyboard.type(`${code}\n`);
    await expect(detail(page).getByRole('heading', { level: 2 })).toContainText(code);
    // Until the reading begins, letters belong to the search box.
    await expect(searchBox(page)).not.toBeFocused();
    await page.keyboard.press('e');
    await solutionField(page).fill(mine);
    const file = knowledgeFile(app.home);
    const found = await kb<{ results: [{ id: string }] }>(file, 'search', code);
    const { id } = found.results[0];
    await kb(file, 'entry', 'update', id, '--solution', theirs);
    return id;
  }
});
