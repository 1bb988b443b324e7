import { writeFile } from 'node:fs/promises';
import { knowledgeFile, newHome } from '../stories/knowledge-file.ts';
import { usualSize } from '../stories/story.ts';
import { searchBox } from '../stories/window-parts.ts';
import { expect, test } from './gallery.ts';
import { inspect } from './inspect.ts';
import { emptyScreens, screens } from './screens.ts';

for (const screen of screens) {
  test(`${screen.name}: axe finds nothing in light and dark, and everything fits`, async ({ galleryApp }) => {
    await galleryApp.page.reload();
    await expect(searchBox(galleryApp.page)).toBeFocused();
    await screen.open(galleryApp);
    await inspect(galleryApp, screen.name);
  });
}

test('first run: axe finds nothing in light and dark, and everything fits', async ({ launchApp }) => {
  const app = await launchApp({ size: usualSize });
  for (const screen of emptyScreens()) {
    await test.step(screen.name, async () => {
      await screen.open(app);
      await inspect(app, screen.name);
    });
  }
});

test('error: axe finds nothing in light and dark, and everything fits', async ({ launchApp }) => {
  const home = await newHome();
  await writeFile(knowledgeFile(home), 'This is not a database.\n'.repeat(50));
  const app = await launchApp({ home, size: usualSize });
  await expect(app.page.getByRole('alert')).toBeVisible();
  await inspect(app, 'error');
});
