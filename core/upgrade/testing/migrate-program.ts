/**
 * A program that migrates a database to the newest version, and holds on in the middle until its input ends.
 *
 *     node migrate-program.ts LOCATION
 *
 * On its output: `inside` once the steps have run and before they are committed, then the results as JSON.
 */
import { once } from 'node:events';
import { outcomeOf } from '../../failure.ts';
import { openPostgres } from '../../store/open-postgres.ts';
import { openSqlite } from '../../store/open-sqlite.ts';
import { closeStore } from '../../store/store.ts';
import { MigrationManager } from '../migration-manager.ts';

const [location = ''] = process.argv.slice(2);
const store = location.startsWith('postgresql:') ? await openPostgres(location) : openSqlite(location);
const outcome = await outcomeOf(() =>
  new MigrationManager(store).migrate({
    afterSteps: async () => {
      process.stdout.write('inside\n');
      await once(process.stdin.resume(), 'end');
      return [];
    },
  }),
);
await closeStore(store);
process.stdout.write(`${JSON.stringify(outcome)}\n`);
process.stdin.destroy();
