import type { RunningApp } from '../stories/story.ts';
import { expect } from './gallery.ts';
import type { Screen } from './screen.ts';

async function openDatabase({ page }: RunningApp, tab: string): Promise<void> {
  await page.getByRole('button', { name: 'Database' }).click();
  await page.getByRole('tab', { name: tab }).click();
}

/** The Database screen and what is opened from it. */
export const databaseScreens: readonly Screen[] = [
  {
    name: 'database',
    open: async (app) => {
      await openDatabase(app, 'Overview');
      await expect(app.page.getByRole('heading', { name: 'Contents' })).toBeVisible();
    },
  },
  {
    name: 'database-schema',
    open: async (app) => {
      await openDatabase(app, 'Schema');
      await expect(app.page.getByRole('region', { name: 'History of the schema' })).toBeVisible();
    },
  },
  {
    name: 'database-backups',
    open: async (app) => {
      await openDatabase(app, 'Backups');
      await expect(app.page.getByRole('region', { name: 'List of backups' })).toBeVisible();
    },
  },
  {
    name: 'database-health',
    open: async (app) => {
      await openDatabase(app, 'Health');
      await app.page.getByRole('button', { name: 'Check health' }).click();
      await expect(app.page.getByText('Your knowledge base is sound')).toBeVisible();
    },
  },
  {
    name: 'backup-entries',
    open: async (app) => {
      await openDatabase(app, 'Backups');
      await app.page
        .getByRole('button', { name: /^Look inside/ })
        .first()
        .click();
      const entries = app.page.getByRole('list', { name: 'Entries in this backup' });
      await entries.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'restore-question',
    open: async (app) => {
      await openDatabase(app, 'Backups');
      await app.page
        .getByRole('button', { name: /^Restore the backup/ })
        .first()
        .click();
      await expect(app.page.getByRole('alertdialog')).toBeVisible();
    },
  },
];
