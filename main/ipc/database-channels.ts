import type { Database } from '../database.ts';
import type { Handlers } from './register.ts';

export function databaseChannels(database: Database): Handlers<'database:status' | 'database:stats'> {
  return {
    'database:status': () => database.status(),
    'database:stats': () => database.use((knowledge) => knowledge.getStats()),
  };
}
