import type { Announce } from '../announce.ts';
import type { Database } from '../database.ts';
import type { Upgrades } from '../upgrades.ts';
import type { WorkRegistry } from '../work.ts';
import type { Handlers } from './register.ts';

interface DatabaseChannelsOptions {
  readonly database: Database;
  readonly upgrades: Upgrades;
  readonly work: WorkRegistry;
  readonly announce: Announce;
}

type DatabaseChannel =
  | 'database:status'
  | 'database:stats'
  | 'database:health'
  | 'database:rebuild-index'
  | 'database:open-read-only'
  | 'database:open-for-writing';

export function databaseChannels({
  database,
  upgrades,
  work,
  announce,
}: DatabaseChannelsOptions): Handlers<DatabaseChannel> {
  async function reopen(readOnly: boolean) {
    const status = await database.reopen(readOnly);
    upgrades.see(status);
    announce('entries:changed', { ids: [] });
    return status;
  }

  return {
    'database:status': async () => {
      const status = await database.status();
      upgrades.see(status);
      return status;
    },
    'database:health': () => database.use((knowledge) => knowledge.healthCheck()),
    'database:rebuild-index': async () => {
      await work.run({
        title: 'Making the search index anew',
        cancelWords: 'Cancel, keeping the index as it is',
        perform: (report, signal) =>
          database.change((knowledge) =>
            knowledge.rebuildIndex(({ done, total }) => report(done, total), signal),
          ),
        describe: (entries) =>
          `The search index was made anew: it has ${entries.toLocaleString('en')} ${entries === 1 ? 'entry' : 'entries'}.`,
      });
      announce('entries:changed', { ids: [] });
      return null;
    },
    'database:stats': () => database.use((knowledge) => knowledge.getStats()),
    'database:open-read-only': () => reopen(true),
    'database:open-for-writing': () => reopen(false),
  };
}
