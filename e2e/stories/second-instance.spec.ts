import { join } from 'node:path';
import { expect, test } from './story.ts';

test('a second start brings the first window forward, and ends', async ({ starterApp }) => {
  const app = await starterApp();
  await app.window.minimize();
  expect(await app.window.state()).toMatchObject({ minimized: true });
  const second = await app.secondInstance();
  expect(second.exitCode).toBe(0);
  await expect
    .poll(() => app.window.state())
    .toMatchObject({ minimized: false, focused: true, visible: true });
  expect(await app.window.all()).toHaveLength(1);
  expect(await app.dialogs.seen()).toEqual([]);
});

test('a second start with another knowledge base is told that this one is open', async ({ starterApp }) => {
  const app = await starterApp();
  const other = join(app.home, 'other.db');
  const second = await app.secondInstance([`--db=${other}`]);
  expect(second.exitCode).toBe(0);
  await expect.poll(() => app.dialogs.seen()).toHaveLength(1);
  const [dialog] = await app.dialogs.seen();
  expect(dialog).toMatchObject({ options: { message: 'Abendbook is open with another knowledge base' } });
  expect(JSON.stringify(dialog)).toContain('other.db');
  await app.dialogs.answerNext({ button: 'Stay with this one' });
});
