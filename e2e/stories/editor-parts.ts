import type { Locator, Page } from 'playwright-core';

// The editor's fields by their labels.

export function titleField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Title' });
}

export function problemField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Problem' });
}

export function solutionField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Solution' });
}

export function tagsField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Tags' });
}

export function categoryField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Category' });
}

interface Written {
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
}

/** Begins a new entry and fills in what it must have. It is not saved yet. */
export async function beginEntry(page: Page, { title, problem, solution }: Written): Promise<void> {
  await page.keyboard.press('ControlOrMeta+n');
  await titleField(page).fill(title);
  await problemField(page).fill(problem);
  await solutionField(page).fill(solution);
}
