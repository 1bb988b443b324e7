import type { Page } from 'playwright-core';
import { kb, knowledgeFile } from './knowledge-file.ts';
import { expect, test } from './story.ts';
import { detail, results, search } from './window-parts.ts';

test('at 1280 × 800 twelve results and 25 lines of the entry are seen without scrolling', async ({
  writer: { home, page },
}) => {
  const lines = Array.from({ length: 60 }, (_, n) => `Line ${n + 1} of what was seen in the log`).join('\n');
  const words = ['--title', 'VSAM density: a long entry', '--problem', lines, '--solution', 'Read it.'];
  await kb(knowledgeFile(home), 'entry', 'add', ...words);

  await search(page, 'VSAM');
  await expect(results(page).nth(15)).toBeAttached();
  expect(await countWhollySeen(page, '[role=option]')).toBeGreaterThanOrEqual(12);

  await search(page, 'density long entry');
  await expect(detail(page)).toContainText('Line 60 of');
  expect(await detail(page).evaluate(countSeenLines)).toBeGreaterThanOrEqual(25);
});

/** How many of the elements stand wholly within the window and what scrolls around them. */
async function countWhollySeen(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluateAll((elements) => {
    const list = elements[0]?.closest('[role=listbox]')?.getBoundingClientRect();
    if (!list) return 0;
    return elements
      .map((element) => element.getBoundingClientRect())
      .filter(
        ({ top, bottom }) => top >= list.top - 0.5 && bottom <= Math.min(list.bottom, innerHeight) + 0.5,
      ).length;
  });
}

/** How many lines of text of an element are seen wholly. */
function countSeenLines(element: Element): number {
  const text = document.createRange();
  text.selectNodeContents(element);
  let box = element.parentElement;
  while (box !== null && box.scrollHeight <= box.clientHeight) box = box.parentElement;
  const seen = (box ?? document.documentElement).getBoundingClientRect();
  const tops = [...text.getClientRects()]
    .filter(
      ({ top, bottom, height }) => height > 0 && height < 40 && top >= seen.top && bottom <= seen.bottom,
    )
    .map(({ bottom }) => Math.round(bottom / 6));
  return new Set(tops).size;
}
