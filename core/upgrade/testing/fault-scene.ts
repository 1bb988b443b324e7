import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeDatabase } from '../../../bench/make-database.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import type { SqliteStore } from '../../store/store.ts';
import { MigrationManager } from '../migration-manager.ts';
import { fillEveryTable } from './fill-every-table.ts';
import { contentOf, KnownStates } from './known-states.ts';

/** A knowledge base as it may be at some time; each has its own number of entries, by which a backup of it is known. */
export interface Variant {
  readonly name: string;
  readonly file: string;
  readonly entries: number;
}

/** Where faults are tried: a knowledge base that can be put back into known states. */
export interface FaultScene {
  readonly folder: string;
  /** The knowledge base that is worked on. */
  readonly path: string;
  /** At 001, never upgraded. */
  readonly fresh: Variant;
  /** At 005, with rows in every table. */
  readonly first: Variant;
  /** The same after more work: entries added and changed, rows of the other tables too. */
  readonly second: Variant;
  readonly states: KnownStates;
}

export interface FaultSceneOptions {
  readonly folder: string;
  readonly entries: number;
  readonly seed: number;
}

/** Makes the three variants, and opens none of them afterwards. */
export async function makeScene({ folder, entries, seed }: FaultSceneOptions): Promise<FaultScene> {
  mkdirSync(join(folder, 'live'), { recursive: true });
  const path = join(folder, 'live', 'knowledge.db');
  const states = new KnownStates();
  const rows = Math.max(20, Math.round(entries / 100));
  const fresh = { name: 'fresh', file: join(folder, 'fresh.db'), entries };
  const first = { name: 'first', file: join(folder, 'first.db'), entries: entries + 1 };
  const second = { name: 'second', file: join(folder, 'second.db'), entries: entries + 1 + rows };

  await makeDatabase({ file: fresh.file, entries, seed, short: true, version: '001-mvp1-base' });
  copyFileSync(fresh.file, first.file);
  await within(first.file, async (db, store) => {
    await new MigrationManager(store).migrate();
    fillEveryTable(store, rows);
    await work(db, store, 1);
  });
  copyFileSync(first.file, second.file);
  await within(second.file, (db, store) => work(db, store, rows));

  const scene = { folder, path, fresh, first, second, states };
  for (const variant of [first, second]) states.add(await contentOf(variant.file), variant.name);
  await addFresh(scene);
  return scene;
}

/** Puts a variant in the knowledge base's place, as it was made. Nobody may have it open. */
export function place({ path }: FaultScene, { file }: Variant): void {
  for (const suffix of ['-wal', '-shm', '-journal', '.upgrading', '.restoring', ''])
    rmSync(path + suffix, { force: true });
  copyFileSync(file, path);
}

/** Adds entries, changes others and deletes rows elsewhere, as a day's work does. */
async function work(db: KnowledgeDB, { connection }: SqliteStore, added: number): Promise<void> {
  await db.addEntries(
    Array.from({ length: added }, (_, n) => ({
      title: `Added later ${n}`,
      problem: `Nobody knew of ${n} before.`,
      solution: 'Look again.',
    })),
    'tester',
  );
  const ids = connection
    .prepare('SELECT id FROM kb_entries ORDER BY number LIMIT 10')
    .pluck()
    .all() as string[];
  for (const id of ids) await db.updateEntry(id, { title: `Changed with ${added}`, metadata: { added } });
  connection.exec(
    `DELETE FROM kb_code_links WHERE rowid % 7 = 0; UPDATE incidents SET component = 'changed ${added}' WHERE rowid % 3 = 0`,
  );
}

/** What the fresh one is after its first upgrade must be told from what it is before. */
async function addFresh(scene: FaultScene): Promise<void> {
  const { fresh, states, path } = scene;
  place(scene, fresh);
  await within(path, async (_db, store) => void (await new MigrationManager(store).migrate()));
  states.add(await contentOf(path), fresh.name);
  states.add(await contentOf(fresh.file), fresh.name);
}

async function within(
  file: string,
  change: (db: KnowledgeDB, store: SqliteStore) => Promise<void>,
): Promise<void> {
  const db = await KnowledgeDB.open(file);
  try {
    const store = await db.store();
    if (store.engine === 'sqlite') await change(db, store);
  } finally {
    await db.close();
  }
}
