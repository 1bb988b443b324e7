import type { Database } from '../database.ts';
import type { Handlers } from './register.ts';

export function databaseChannels(
  database: Database,
): Handlers<'database:status' | 'database:stats' | 'database:health'> {
  return {
    'database:status': () => database.status(),
    'database:health': () => database.use((knowledge) => knowledge.healthCheck()),
    'database:stats': () => database.use((knowledge) => knowledge.getStats()),
  };
}
