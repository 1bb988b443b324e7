import type { Locator, Page } from 'playwright-core';
import { beginEntry, categoryField, titleField } from './editor-parts.ts';
import { expect, test, usualSize } from './story.ts';
import { detail, notices, resultLine, results, search, selectedRow } from './window-parts.ts';

const scripts = [
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=2</script>',
  '<svg onload="window.hacked=3"></svg>',
  '<iframe src="https://example.com/"></iframe>',
  '<style>body { display: none }</style>',
  '<a href="javascript:window.hacked=4">plain link</a>',
  '![picture](https://example.com/picture.png)',
  '![picture](javascript:window.hacked=5)',
].join('\n\n');

const links = [
  '[to a script](javascript:window.hacked=6)',
  '[to a data page](data:text/html,<script>alert(1)</script>)',
  '[to a file](file:///etc/passwd)',
  '[to the program](abendbook://app/index.html)',
  '[to a plain page](http://example.com/)',
  '[to the manual](https://example.com/manual)',
].join('\n\n');

test('HTML, scripts and pictures in an entry are text: nothing runs and nothing is fetched', async ({
  writer: app,
}) => {
  const { page } = app;
  const seen = watch(page);
  await beginEntry(page, {
    title: `${scripts.split('\n')[0]} in a title`,
    problem: scripts,
    solution: scripts,
  });
  for (const field of ['problem', 'solution']) {
    await page.getByRole('button', { name: `Preview the ${field}` }).click();
    await expect(page.getByRole('region', { name: `Preview of the ${field}` })).toContainText('onerror');
  }
  await save(page);
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(
    '<img src=x onerror="window.hacked=1"> in a title',
  );
  for (const text of [
    '<script>window.hacked=2</script>',
    '<style>body { display: none }</style>',
    '<svg onload=',
  ]) {
    await expect(detail(page).getByRole('region', { name: 'Problem' })).toContainText(text);
  }
  await expect(detail(page).locator('img, script, svg[onload], iframe, style')).toHaveCount(0);

  await search(page, 'hacked');
  await expect(results(page).first()).toContainText('<img src=x onerror=');
  await expect(results(page).locator('img, script')).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  expect(seen()).toEqual([]);
});

test('only links to https can be followed, and only after the user said so', async ({ starterApp }) => {
  const app = await starterApp();
  const { page } = app;
  const seen = watch(page);
  await beginEntry(page, { title: 'Links', problem: links, solution: 'Read the manual.' });
  await save(page);
  const problem = detail(page).getByRole('region', { name: 'Problem' });
  await expect(problem).toContainText('to a script');
  await expect(problem.getByRole('link')).toHaveCount(0);
  await expect(problem.getByRole('button')).toHaveText(['to the manual']);
  for (const text of ['to a script', 'to a data page', 'to a file', 'to the program', 'to a plain page']) {
    await problem.getByText(text).click();
  }

  const manual = problem.getByRole('button', { name: 'to the manual' });
  await manual.click();
  await expect.poll(() => app.dialogs.seen()).toHaveLength(1);
  expect(await app.dialogs.seen()).toMatchObject([
    {
      options: {
        message: 'Open example.com in your browser?',
        detail: 'https://example.com/manual',
        cancelId: 0,
      },
    },
  ]);
  await app.dialogs.answerNext('cancel');
  await manual.click();
  await expect.poll(() => app.dialogs.seen()).toHaveLength(2);
  expect(await app.shellCalls()).toEqual([]);
  await app.dialogs.answerNext({ button: 'Open example.com' });
  await expect
    .poll(() => app.shellCalls())
    .toEqual([{ method: 'openExternal', target: 'https://example.com/manual' }]);
  expect(await app.window.all()).toHaveLength(1);
  expect(seen()).toEqual([]);
});

test('text without a space, of 100 kB, does not widen the window', async ({ writer: app }) => {
  const { page } = app;
  const word = 'QX'.repeat(50_000);
  await beginEntry(page, {
    title: 'Q'.repeat(300),
    problem: `Airship ${word}`,
    solution: `\`\`\`\n${word}\n\`\`\``,
  });
  await expectNothingWider(page);
  await save(page);
  await expect(detail(page)).toContainText('QXQXQX');
  await expectNothingWider(page);

  const problem = detail(page).getByRole('region', { name: 'Problem' });
  await expect(problem).toContainText('The first 20,000 of 100,008 characters.');
  await problem.getByRole('button', { name: 'Show all' }).click();
  await expect(problem.getByText(word)).toBeVisible();
  await expectNothingWider(page);

  await search(page, 'airship');
  await expect(results(page)).toHaveCount(1);
  await expectNothingWider(page);
  await app.window.resize({ width: 700, height: 800 });
  await expectNothingWider(page);
  await app.window.resize(usualSize);
});

test('marks that turn the direction of text turn nothing but the text that they are in', async ({
  writer,
}) => {
  const { page } = writer;
  const turned = '\u202eMASV';
  await beginEntry(page, {
    title: `status ${turned} 53`,
    problem: `Before ${turned} reversed \u2066 isolated`,
    solution: 'Read it twice.',
  });
  await categoryField(page).fill(turned);
  await save(page);
  await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(`status ${turned} 53`);
  expect(await runsToTheRight(detail(page), 'KB-')).toBe(true);
  expect(await runsToTheRight(detail(page), 'revision')).toBe(true);

  await search(page, 'MASV');
  await expect(selectedRow(page)).toContainText(turned);
  expect(await runsToTheRight(selectedRow(page), 'KB-')).toBe(true);

  await page.keyboard.press('ControlOrMeta+e');
  await titleField(page).fill(`another ${turned}`);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.press('ControlOrMeta+n');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText(turned);
  expect(await runsToTheRight(question, 'is not saved yet')).toBe(true);
});

test('a hostile text is found, edited and shown again to the letter', async ({ writer }) => {
  const { page } = writer;
  const text = '"><b>x</b>&amp;{{7*7}}${7*7}%s\\n`` ` ``` \u0007 \u{1f4a3}';
  await beginEntry(page, { title: 'Zeppelin "><b>x</b>&amp;', problem: text, solution: text });
  await save(page);
  await page.keyboard.press('ControlOrMeta+e');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Zeppelin "><b>x</b>&amp;');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toHaveValue(text);
  await page.keyboard.press('Escape');
  await search(page, `${text} zeppelin`);
  await expect(resultLine(page)).toContainText('result');
});

async function save(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+s');
  await expect(notices(page)).toContainText('Saved as');
}

/** Takes note of requests that leave the program, boxes that a script opens and pages that are gone to. */
function watch(page: Page): () => readonly string[] {
  const seen: string[] = [];
  const own = new URL(page.url()).origin;
  page.on('request', (request) => {
    if (!request.url().startsWith(`${own}/`)) seen.push(`request ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => seen.push(`navigation ${frame.url()}`));
  page.on('popup', (popup) => seen.push(`window ${popup.url()}`));
  return () => seen;
}

async function expectNothingWider(page: Page): Promise<void> {
  const wider = await page.evaluate(() =>
    [
      document.documentElement,
      document.body,
      ...document.querySelectorAll('main, section, article, #entry-detail'),
    ]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const { right } = element.getBoundingClientRect();
        return (
          right > innerWidth + 1 || (element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible')
        );
      })
      .map((element) => `${element.tagName} ${element.id} ${element.scrollWidth} > ${element.clientWidth}`),
  );
  expect(wider).toEqual([]);
}

/** Whether the first letter of the words stands left of the last, where they are within an element. */
async function runsToTheRight(within: Locator, words: string): Promise<boolean> {
  return within.evaluate((element, wanted) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const leftOf = (offset: number) => {
        const letter = document.createRange();
        letter.setStart(node, at + offset);
        letter.setEnd(node, at + offset + 1);
        return letter.getBoundingClientRect().left;
      };
      return leftOf(0) < leftOf(wanted.length - 1);
    }
    throw new Error(`${wanted} is not there.`);
  }, words);
}
