import { migrations as released } from '../../migrations/index.ts';
import type { Migration } from '../../migrations/migration.ts';
import type { Store } from '../store/store.ts';
import { readCustomMigrations } from './custom/read-custom-migrations.ts';

/** The steps that there are for a database: the released ones, and the custom ones in the folder beside its file. */
export interface KnownMigrations {
  /** In the order of versions. */
  readonly migrations: readonly Migration[];
  /** What is wrong with the custom ones, in sentences. */
  readonly problems: readonly string[];
}

/** Reads the steps that there are for a database. Nothing of a custom step is run by that. A server's database has no folder. */
export function knownMigrations(store: Store): KnownMigrations {
  if (store.engine === 'postgresql') return { migrations: released, problems: [] };
  const custom = readCustomMigrations(store.path);
  return { migrations: inOrder([...released, ...custom.migrations]), problems: custom.problems };
}

/** Steps in the order of their versions. */
export function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  return migrations.toSorted((one, other) => (one.version < other.version ? -1 : 1));
}
