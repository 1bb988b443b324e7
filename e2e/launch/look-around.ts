import type { Page } from 'playwright-core';
import type { AppInfo, DatabaseStatus, Outcome } from '../../preload/api.ts';

/** What a program that has started can say about itself. */
export interface FirstLook {
  readonly databasePath: string;
  readonly entries: number;
  /** The migration that the database stands at, such as `001-mvp1-base`. */
  readonly schema: string;
}

/** Longest time that anything in the window may take here, in milliseconds. */
const PATIENCE = 30_000;

/** Asks the program in `page` which database it has open. Throws with the program's own words where it has none. */
export async function lookAround(page: Page): Promise<FirstLook> {
  const [info, database] = await page.evaluate(async () => {
    const { abendbook } = window as unknown as {
      abendbook: { invoke(channel: string): Promise<Outcome<unknown>> };
    };
    const answers = [await abendbook.invoke('app:info'), await abendbook.invoke('database:status')];
    return answers as [Outcome<AppInfo>, Outcome<DatabaseStatus>];
  });
  if (!info.ok) throw new Error(info.failure.message);
  if (!database.ok) throw new Error(`${database.failure.message} ${database.failure.recovery}`);
  const { entries, version } = database.value;
  return { databasePath: info.value.databasePath, entries, schema: version };
}

/** Types `query` into the search box and returns the title of the first hit; null where nothing is found. */
export async function firstHit(page: Page, query: string): Promise<string | null> {
  await page.getByRole('searchbox').fill(query);
  const hit = page.getByRole('listbox', { name: 'Results' }).getByRole('option').first();
  const nothing = page.getByRole('status').filter({ hasText: /^No results/ });
  await hit.or(nothing).first().waitFor({ timeout: PATIENCE });
  if (!(await hit.isVisible())) return null;
  const lines = (await hit.innerText()).split('\n').map((line) => line.trim());
  // The severity comes before the title, as a word for those who cannot see its mark.
  return lines.find((line) => line !== '' && !/^(low|medium|high|critical)$/i.test(line)) ?? null;
}

/** Loads the starter knowledge base by the button of the first-run screen. */
export async function loadStarter(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Load the starter/ }).click();
  await page.getByRole('searchbox').waitFor({ timeout: PATIENCE });
}
