import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Migration, MigrationScript } from '../../../migrations/migration.ts';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import type { Store } from '../../store/store.ts';
import type { EngineUnderTest } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { MigrationManager } from '../migration-manager.ts';
import { runScript } from '../schema-access.ts';
import { readSchemaHistory } from '../schema-history.ts';
import { readAllRows } from './all-rows.ts';
import { withReleased } from './own-step.ts';

/** The newest released version, to which steps of a test's own are undone. */
export const home = '005-mvp5-enterprise-intelligence';

export interface Scene {
  readonly db: KnowledgeDB;
  readonly store: Store;
  readonly manager: MigrationManager;
  run(script: string | MigrationScript): Promise<void>;
  rows(query: string): Promise<readonly unknown[]>;
  /** Undoes the test's own steps. */
  down(): Promise<void>;
  /** Applies them again, and returns the number of conflicts. */
  up(): Promise<number>;
}

/** A knowledge base with the entries `one` and `two`, at the newest version and with these steps applied. */
export async function makeScene(
  { engine, fresh }: EngineUnderTest,
  ...steps: readonly Migration[]
): Promise<Scene> {
  const db = await fresh();
  await db.addEntries([sampleEntry({ id: 'one', title: 'One' }), sampleEntry({ id: 'two', title: 'Two' })]);
  const store = await db.store();
  const manager = new MigrationManager(db, withReleased(...steps));
  for (const { error } of await manager.migrate()) expect(error).toBeNull();
  return {
    db,
    store,
    manager,
    run: (script) => runScript(store, store.db, typeof script === 'string' ? script : script[engine]),
    rows: async (query) => (await sql.raw(query).execute(store.db)).rows,
    down: async () => {
      for (const { error } of await manager.rollbackTo(home)) expect(error).toBeNull();
    },
    up: async () => {
      let conflicts = 0;
      for (const result of await manager.migrate()) {
        expect(result.error).toBeNull();
        conflicts += result.conflicts;
      }
      return conflicts;
    },
  };
}

/** What is different after going down and up again: rows that were lost or came up, by their table, and what has stayed behind. */
export async function changesByDownAndUp({ store, down, up }: Scene): Promise<readonly string[]> {
  const before = await readAllRows(store);
  await down();
  await up();
  const after = await readAllRows(store);
  const { kept, conflicts } = await readSchemaHistory(store);
  const tables = [...new Set([...before.keys(), ...after.keys()])];
  return [
    ...tables.flatMap((table) => [
      ...beyond(before.get(table), after.get(table)).map((row) => `${table} lost ${row}`),
      ...beyond(after.get(table), before.get(table)).map((row) => `${table} gained ${row}`),
    ]),
    ...[...kept, ...conflicts].map((left) => JSON.stringify(left)),
  ];
}

function beyond(rows: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  const left = [...others];
  return rows.filter((row) => {
    const found = left.indexOf(row);
    if (found !== -1) left.splice(found, 1);
    return found === -1;
  });
}
