import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { project } from '../launch/project.ts';
import { expect, usualSize } from '../stories/story.ts';
import type { RunningApp } from '../stories/story.ts';

// Pictures of every screen are left in artifacts/screens/, to be looked at.
const pictures = join(project, 'artifacts', 'screens');

const sizes = [
  { name: 'narrow', width: 700, height: 800 },
  { name: 'small', width: 800, height: 600 },
] as const;

/** Looks at a screen in both themes and at every size, and leaves the window as it was. */
export async function inspect(app: RunningApp, name: string): Promise<void> {
  const { page } = app;
  for (const scheme of ['dark', 'light'] as const) {
    await app.systemBecomes(scheme);
    await page.waitForFunction(
      (dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark,
      scheme === 'dark',
    );
    await page.screenshot({ path: join(pictures, `${name}-${scheme}.png`), animations: 'disabled' });
    const { violations } = await axe(page, scheme).analyze();
    const told = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => node.html),
    }));
    expect.soft(told, `axe, ${scheme}`).toEqual([]);
  }
  expect.soft(await cutOff(page), 'cut off').toEqual([]);
  for (const size of sizes) {
    await app.window.resize(size);
    await page.waitForFunction((width) => innerWidth === width, size.width);
    await page.screenshot({ path: join(pictures, `${name}-${size.name}.png`), animations: 'disabled' });
    expect.soft(await cutOff(page), size.name).toEqual([]);
  }
  await app.window.resize(usualSize);
  for (let steps = 0; steps < 8; steps += 1) await app.menu.click('zoom-in');
  await page.waitForFunction(() => innerWidth < 700);
  await page.screenshot({ path: join(pictures, `${name}-zoomed.png`), animations: 'disabled' });
  expect.soft(await cutOff(page), 'zoomed').toEqual([]);
  await app.menu.click('reset-zoom');
  await page.waitForFunction((width) => innerWidth === width, usualSize.width);
}

/** All of axe's rules in light. Dark differs in its colours alone. */
function axe(page: Page, scheme: 'light' | 'dark'): AxeBuilder {
  // Electron has no way to open the second page that axe would use otherwise.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  return scheme === 'dark'
    ? builder.withRules(['color-contrast'])
    : builder.options({ rules: { 'target-size': { enabled: true } } });
}

/** Buttons and fields that stand partly outside of the window to the side, where nothing scrolls to them. */
async function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, input, textarea, h1, h2, p')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => element.closest('.visually-hidden, [data-react-aria-hidden]') === null)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.left < -0.5 || box.right > innerWidth + 0.5))
      .map(
        ({ element, box }) =>
          `${element.tagName} ${element.textContent.slice(0, 40)} ${box.left}-${box.right}`,
      ),
  );
}
