import { join } from 'node:path';
import { expect, test } from './story.ts';

test('a second start brings the first window forward, and ends', async ({ starterApp }) => {
  const app = await starterApp();
  await app.window.minimize();
  expect(await app.window.state()).toMatchObject({ minimized: true });
  expect(await app.secondInstance()).toEqual({ exitCode: 0 });
  await expect
    .poll(() => app.window.state())
    .toMatchObject({ minimized: false, focused: true, visible: true });
  expect(await app.window.all()).toHaveLength(1);
  expect(await app.dialogs.seen()).toEqual([]);

  await test.step('one that asks for another knowledge base is told that this one is open', async () => {
    const other = join(app.home, 'other.db');
    expect(await app.secondInstance([`--db=${other}`])).toEqual({ exitCode: 0 });
    await expect.poll(() => app.dialogs.seen()).toHaveLength(1);
    const [dialog] = await app.dialogs.seen();
    expect(dialog).toMatchObject({ options: { message: 'Abendbook is open with another knowledge base' } });
    expect(JSON.stringify(dialog)).toContain('other.db');
    await app.dialogs.answerNext({ button: 'Stay with this one' });
    expect(await app.window.all()).toHaveLength(1);
  });
});
