import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixture.ts';

test('the page of the window can be looked at, pictured and checked by axe', async ({ app }) => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
  expect((await app.page.screenshot()).length).toBeGreaterThan(5_000);
  expect((await new AxeBuilder({ page: app.page }).analyze()).violations).toEqual([]);
});

test('the menu can be read and clicked by id or by labels', async ({ app }) => {
  const labels = (await app.menu.items()).map((item) => item.label.replace('&', ''));
  expect(labels).toEqual(expect.arrayContaining(['File', 'Edit', 'View']));
  const width = await app.page.evaluate(() => innerWidth);
  await app.menu.click('zoom-in');
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBeLessThan(width);
  await app.menu.click(['View', 'Actual Size']);
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(width);
  await expect(app.menu.click('no such item')).rejects.toThrow('There is no menu item no such item');
});

test('the window can be resized', async ({ app }) => {
  await app.window.resize({ width: 900, height: 640 });
  await expect.poll(() => app.page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 640]);
});

test.describe('with a dark desktop', () => {
  test.use({ appOptions: { colorScheme: 'dark', size: { width: 1000, height: 700 } } });

  test('the page is dark, of the size asked for, and follows the desktop', async ({ app }) => {
    const isDark = () => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await isDark()).toBe(true);
    expect(await app.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 700]);
    await app.systemBecomes('light');
    await expect.poll(isDark).toBe(false);
  });
});

test('a restart keeps the data folder, and other starts have their own', async ({ app, launchApp }) => {
  const again = await app.restart();
  expect(again.home).toBe(app.home);
  await expect(again.page.getByRole('heading', { level: 1 })).toBeVisible();
  const other = await launchApp();
  expect(other.home).not.toBe(app.home);
});

test('a second start on the same data folder ends, and the first window has the focus', async ({ app }) => {
  await app.window.minimize();
  expect(await app.secondInstance()).toEqual({ exitCode: 0 });
  await expect.poll(async () => (await app.window.state()).focused).toBe(true);
  expect((await app.window.all()).length).toBe(1);
});

test('a killed program can be started again at once', async ({ app, launchApp }) => {
  await app.kill();
  const again = await launchApp({ home: app.home });
  await expect(again.page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('closing ends the process with exit code 0', async ({ app }) => {
  expect(await app.close()).toBe(0);
});
