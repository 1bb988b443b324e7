import { beginEntry, titleField } from './editor-parts.ts';
import { expect, test } from './story.ts';
import { detail, notices, results, search } from './window-parts.ts';

const entry = { title: 'Nearly lost', problem: 'Typed, never saved.', solution: 'Ask before closing.' };

test('closing and quitting ask about an unsaved entry: Keep editing keeps it, Discard changes quits', async ({
  starterApp,
}) => {
  const app = await starterApp();
  await beginEntry(app.page, entry);
  await app.window.close();
  await expect.poll(() => app.dialogs.seen()).toHaveLength(1);
  const [dialog] = await app.dialogs.seen();
  expect(dialog).toMatchObject({
    kind: 'message',
    options: { buttons: ['Keep editing', 'Discard changes'], defaultId: 0, cancelId: 0 },
  });
  await app.dialogs.answerNext({ button: 'Keep editing' });
  await expect(titleField(app.page)).toHaveValue(entry.title);

  await app.menu.click('quit');
  await expect.poll(() => app.dialogs.seen()).toHaveLength(2);
  await app.dialogs.answerNext('cancel');
  await expect(titleField(app.page)).toHaveValue(entry.title);
  await app.menu.click('quit');
  await expect.poll(() => app.dialogs.seen()).toHaveLength(3);
  await app.dialogs.answerNext({ button: 'Discard changes' });
  expect(await app.exited).toBe(0);
});

test('an entry that was saved, or edited and not changed, keeps nothing from closing', async ({
  starterApp,
}) => {
  const app = await starterApp();
  const { page } = app;
  await beginEntry(page, entry);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(notices(page)).toContainText('Saved as');
  await search(page, entry.title);
  await expect(results(page).first()).toContainText(entry.title);

  await search(page, 'S0C7');
  await expect(detail(page).getByRole('heading', { level: 2 })).toContainText('S0C7');
  await page.keyboard.press('ControlOrMeta+e');
  await expect(titleField(page)).toHaveValue(/S0C7/);
  await titleField(page).fill('another title');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(titleField(page)).toHaveValue(/S0C7/);
  await page.keyboard.press('ControlOrMeta+k');
  await search(page, 'IEF450I');
  await expect(results(page).first()).toContainText('IEF450I');
  await app.window.close();
  expect(await app.exited).toBe(0);
  expect(app.output()).toBe('');
});
