import type { Locator, Page } from 'playwright-core';

// The parts of the window by the names that a screen reader says.

export function searchBox(page: Page): Locator {
  return page.getByRole('searchbox', { name: 'Search', exact: true });
}

/** The rows of what was found. */
export function results(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Results' }).getByRole('option');
}

/** The row under the cursor, of what was found or recently opened. */
export function selectedRow(page: Page): Locator {
  return page.getByRole('option', { selected: true });
}

/** The entry beside the list. */
export function detail(page: Page): Locator {
  return page.getByRole('article');
}

/** The line above the list: how much was found, and what is to be said about it. */
export function resultLine(page: Page): Locator {
  return page.getByRole('region', { name: 'Found entries' }).getByRole('status');
}

/** Pastes a query over whatever the search box holds, so that there is one search and not one for each letter. */
export async function search(page: Page, query: string): Promise<void> {
  await searchBox(page).fill(query);
}

export function notices(page: Page): Locator {
  return page.getByRole('status', { name: 'Notices' });
}
