import { join } from 'node:path';
import { damage, makeNewer } from '../stories/damage.ts';
import { kb, knowledgeFile, newHome } from '../stories/knowledge-file.ts';
import { expect, test, usualSize } from '../stories/story.ts';
import { button } from '../stories/upgrade-parts.ts';
import { inspect } from './inspect.ts';

test('recovery-damaged, and what was salvaged', async ({ launchApp, starterFile }) => {
  test.setTimeout(120_000);
  const home = await newHome(starterFile);
  await kb(knowledgeFile(home), 'backup', 'create');
  await damage(knowledgeFile(home));
  const app = await launchApp({ home, size: usualSize });
  await expect(button(app.page, /^Restore the newest backup/)).toBeFocused();
  await inspect(app, 'recovery-damaged');
  await app.dialogs.answerNext({ paths: [join(home, 'salvaged.db')] });
  await button(app.page, 'Salvage into a new file…').click();
  await expect(app.page.getByRole('heading', { name: /salvaged$/ })).toBeVisible();
  await inspect(app, 'recovery-salvaged');
});

test('recovery-newer', async ({ launchApp, starterFile }) => {
  test.setTimeout(60_000);
  const home = await newHome(starterFile);
  await kb(knowledgeFile(home), 'backup', 'create');
  makeNewer(knowledgeFile(home));
  const app = await launchApp({ home, size: usualSize });
  await expect(button(app.page, /^Restore the newest backup/)).toBeFocused();
  await inspect(app, 'recovery-newer');
});

test('read-only', async ({ launchApp, starterFile }) => {
  test.setTimeout(60_000);
  const home = await newHome(starterFile);
  const app = await launchApp({ home, size: usualSize });
  await app.page.evaluate(() => window.abendbook.invoke('database:open-read-only'));
  await expect(button(app.page, 'Open for writing')).toBeVisible();
  await inspect(app, 'read-only');
});
