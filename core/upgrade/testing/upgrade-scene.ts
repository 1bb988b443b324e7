import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../../migrations/index.ts';
import type { Migration } from '../../../migrations/migration.ts';
import type { UpgradeRequest } from '../../store/knowledge-base.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import type { SqliteStore } from '../../store/store.ts';
import { sampleEntry } from '../../store/testing/sample-entry.ts';
import { MigrationManager } from '../migration-manager.ts';
import { safeUpgrade } from '../safe-upgrade.ts';
import type { UpgradeProgress, UpgradeReport } from '../upgrade-types.ts';
import { hashRows } from './hash-rows.ts';

export const first = '001-mvp1-base';
export const newest = '005-mvp5-enterprise-intelligence';

/** True in the database itself, false in the copy that a rehearsal works on. */
export const inEarnest = `(SELECT file FROM pragma_database_list WHERE name = 'main') NOT LIKE '%.rehearsal-%'`;

/** A knowledge base with some entries in a folder of its own. */
export class UpgradeScene {
  readonly folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  readonly path = join(this.folder, 'knowledge.db');
  db: KnowledgeDB = new KnowledgeDB(this.path);

  async begin(version: string, entries = 30): Promise<void> {
    this.db = await KnowledgeDB.open(this.path, { to: version });
    const made = Array.from({ length: entries }, (_, index) =>
      sampleEntry({
        id: `entry-${index}`,
        title: `S0C${index} in PAYR0${index} of the night run`,
        tags: ['night', `run-${index % 3}`],
        updatedAt: new Date(Date.UTC(2025, 0, 1 + index)),
      }),
    );
    await this.db.addEntries(made, 'ann');
  }

  async store(): Promise<SqliteStore> {
    const store = await this.db.store();
    if (store.engine !== 'sqlite') throw new Error('The scene is a file.');
    return store;
  }

  async hash(): Promise<string> {
    return hashRows(await this.store()).hash;
  }

  async version(): Promise<string> {
    return (await this.db.status()).version;
  }

  /** Upgrades with steps of its own behind the released ones up to 001. */
  async upgradeWith(
    steps: readonly Migration[],
    request: UpgradeRequest = {},
    onProgress: (progress: UpgradeProgress) => void = () => undefined,
  ): Promise<UpgradeReport> {
    const store = await this.store();
    const manager = new MigrationManager(store, [...migrations.slice(0, 1), ...steps]);
    return safeUpgrade(store, request, onProgress, undefined, manager);
  }

  /** What is in the folder beside the database and its backups while it is open. */
  strays(): readonly string[] {
    const usual = /^knowledge\.db(?:-shm|-wal|\.backups)?$/;
    return readdirSync(this.folder).filter((name) => !usual.test(name));
  }

  async end(): Promise<void> {
    await this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A step for a test: only what matters to it is given. */
export function testStep(
  given: Partial<Omit<Migration, 'up' | 'down'>> & { up: string; down: string },
): Migration {
  const { up, down, ...rest } = given;
  return {
    version: '002-test',
    name: 'A step of a test',
    minimumReader: first,
    validate: async () => [],
    ...rest,
    up: { sqlite: up, postgresql: up },
    down: { sqlite: down, postgresql: down },
  };
}
