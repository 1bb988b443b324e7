import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import type { EngineUnderTest } from '../../store/testing/on-every-engine.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { readShape, type TableShape } from '../kept/schema-shape.ts';
import { MigrationManager } from '../migration-manager.ts';

export interface AtVersion {
  readonly db: KnowledgeDB;
  readonly manager: MigrationManager;
}

/** A knowledge base with two entries that stands at a version. */
export async function makeAt({ fresh }: EngineUnderTest, version: string): Promise<AtVersion> {
  const db = await fresh();
  await db.addEntries([sampleEntry({ id: 'one' }), sampleEntry({ id: 'two', metadata: { kept: [1, 'ü'] } })]);
  const manager = new MigrationManager(db);
  await manager.rollbackTo(version);
  return { db, manager };
}

/** Tables with their columns, keys and references. */
export async function shapeOf(db: KnowledgeDB): Promise<readonly Omit<TableShape, 'storage'>[]> {
  const store = await db.store();
  const shape = await readShape({ store, db: store.db });
  return [...shape.values()].map(({ name, columns, key, foreignKeys }) => ({
    name,
    columns,
    key,
    foreignKeys,
  }));
}
