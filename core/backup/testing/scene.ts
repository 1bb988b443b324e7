import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { openSqlite } from '../../store/open-sqlite.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { closeStore } from '../../store/store.ts';
import { MigrationManager } from '../../upgrade/migration-manager.ts';

/** A temporary folder with an open knowledge base of one entry, `First aardvark`, made anew for each test of a file. */
export interface Scene {
  folder: string;
  path: string;
  db: KnowledgeDB;
}

export function sceneForEachTest(): Scene {
  const scene: Scene = { folder: '', path: '', db: new KnowledgeDB('') };
  beforeEach(async () => {
    scene.folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
    scene.path = join(scene.folder, 'knowledge.db');
    scene.db = await KnowledgeDB.open(scene.path);
    await scene.db.addEntry(sampleEntry({ id: 'first', title: 'First aardvark' }));
  });
  afterEach(async () => {
    await scene.db.close();
    rmSync(scene.folder, { recursive: true, force: true });
  });
  return scene;
}

export async function titlesIn(db: KnowledgeDB): Promise<readonly string[]> {
  return (await db.search('', { limit: 1_000 })).map(({ entry }) => entry.title).toSorted();
}

/** Makes an empty knowledge base that stands at an older schema version. */
export async function makeOlder(path: string, version: string): Promise<void> {
  const store = openSqlite(path, { create: true });
  try {
    await new MigrationManager(store).migrateTo(version);
  } finally {
    await closeStore(store);
  }
}

export async function sqliteOf(db: KnowledgeDB) {
  const store = await db.store();
  if (store.engine !== 'sqlite') throw new Error('This test is about a file.');
  return store;
}
