import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Engine } from '../knowledge-base.ts';
import { KnowledgeDB } from '../knowledge-db.ts';

/** What a suite that runs on every engine works with. */
export interface EngineUnderTest {
  readonly engine: Engine;
  /** A new, empty knowledge base: a real file, or a real database on the test run's server. */
  readonly fresh: () => Promise<KnowledgeDB>;
}

/** Runs a suite once on a real SQLite file and once on a real PostgreSQL server. What `fresh` opened is closed and removed afterwards. */
export function onEveryEngine(suite: (under: EngineUnderTest) => void): void {
  describe('on SQLite', () => {
    let folder = '';
    const opened: KnowledgeDB[] = [];
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
    });
    afterAll(async () => {
      for (const db of opened) await db.close();
      rmSync(folder, { recursive: true, force: true });
    });
    suite({
      engine: 'sqlite',
      fresh: async () => {
        const db = await KnowledgeDB.open(join(folder, `${randomUUID()}.db`));
        opened.push(db);
        return db;
      },
    });
  });

  describe('on PostgreSQL', () => {
    const opened: { readonly db: KnowledgeDB; readonly name: string }[] = [];
    afterAll(async () => {
      for (const { db, name } of opened) {
        await db.close();
        await administer(`DROP DATABASE ${name}`);
      }
    });
    suite({
      engine: 'postgresql',
      fresh: async () => {
        const name = `test_${randomUUID().replaceAll('-', '')}`;
        await administer(`CREATE DATABASE ${name}`);
        const url = new URL(inject('postgresUrl'));
        url.pathname = `/${name}`;
        const db = await KnowledgeDB.open(url.href);
        opened.push({ db, name });
        return db;
      },
    });
  });
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
