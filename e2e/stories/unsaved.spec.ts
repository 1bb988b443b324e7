import { beginEntry, titleField } from './editor-parts.ts';
import { expect, test } from './story.ts';
import { detail, notices, results, search } from './window-parts.ts';

const entry = { title: 'Nearly lost', problem: 'Typed, never saved.', solution: 'Ask before closing.' };

test('closing the window asks about an unsaved entry, and Keep editing keeps it', async ({ starterApp }) => {
  const app = await starterApp();
  const { page } = app;
  await beginEntry(page, entry);
  await app.window.close();
  await expect.poll(() => app.dialogs.seen()).toHaveLength(1);
  const [dialog] = await app.dialogs.seen();
  expect(dialog).toMatchObject({
    kind: 'message',
    options: { buttons: ['Keep editing', 'Discard changes'], defaultId: 0, cancelId: 0 },
  });
  await app.dialogs.answerNext({ button: 'Keep editing' });
  await expect(titleField(page)).toHaveValue(entry.title);

  await page.keyboard.press('ControlOrMeta+s');
  await expect(notices(page)).toContainText('Saved as');
  await search(page, entry.title);
  await expect(results(page).first()).toContainText(entry.title);
  await app.window.close();
  await app.exited;
  expect(app.output()).toBe('');
});

test('quitting asks as well, and Discard changes quits', async ({ starterApp }) => {
  const app = await starterApp();
  await beginEntry(app.page, entry);
  await app.menu.click('quit');
  await expect.poll(() => app.dialogs.seen()).toHaveLength(1);
  await app.dialogs.answerNext({ button: 'Keep editing' });
  await expect(titleField(app.page)).toHaveValue(entry.title);
  await app.menu.click('quit');
  await expect.poll(() => app.dialogs.seen()).toHaveLength(2);
  await app.dialogs.answerNext({ button: 'Discard changes' });
  expect(await app.exited).toBe(0);
});

test('an entry that was opened to be edited, and not changed, keeps nothing from closing', async ({
  starterApp,
}) => {
  const app = await starterApp();
  await app.page.keyboard.type('S0C7\n');
  await expect(detail(app.page).getByRole('heading', { level: 2 })).toContainText('S0C7');
  await app.page.keyboard.press('ControlOrMeta+e');
  await expect(titleField(app.page)).toHaveValue(/S0C7/);
  await titleField(app.page).fill('another title');
  await app.page.keyboard.press('ControlOrMeta+z');
  await expect(titleField(app.page)).toHaveValue(/S0C7/);
  await app.window.close();
  expect(await app.exited).toBe(0);
});
