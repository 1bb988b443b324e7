import type { Database } from '../database.ts';
import type { Upgrades } from '../upgrades.ts';
import type { Announce } from '../announce.ts';
import type { Handlers } from './register.ts';

interface DatabaseChannelsOptions {
  readonly database: Database;
  readonly upgrades: Upgrades;
  readonly announce: Announce;
}

type DatabaseChannel =
  | 'database:status'
  | 'database:stats'
  | 'database:health'
  | 'database:open-read-only'
  | 'database:open-for-writing';

export function databaseChannels({
  database,
  upgrades,
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
    'database:stats': () => database.use((knowledge) => knowledge.getStats()),
    'database:open-read-only': () => reopen(true),
    'database:open-for-writing': () => reopen(false),
  };
}
