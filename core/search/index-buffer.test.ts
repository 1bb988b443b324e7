import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { inTransaction } from '../store/store.ts';
import { withLargeIndexBuffer } from './index-buffer.ts';

test('the index keeps its usual buffer, whether the work succeeds or fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'abendbook-buffer-'));
  const db = await KnowledgeDB.open(join(folder, 'knowledge.db'));
  try {
    const store = await db.store();
    if (store.engine !== 'sqlite') throw new Error('This is about a file.');
    const buffer = (): unknown =>
      store.connection.prepare(`SELECT v FROM kb_search_config WHERE k = 'hashsize'`).pluck().get();
    const during = await inTransaction(store, (inside) =>
      withLargeIndexBuffer(store, inside, async () => buffer()),
    );
    expect(during).toBeGreaterThan(1_048_576);
    expect(buffer()).toBe(1_048_576);
    await expect(
      inTransaction(store, (inside) =>
        withLargeIndexBuffer(store, inside, () => Promise.reject(new Error('stopped'))),
      ),
    ).rejects.toThrow('stopped');
    expect(buffer()).toBe(1_048_576);
    await db.addEntry({ title: 'S0C7', problem: 'Data exception', solution: 'Correct the field' });
    expect(await db.search('s0c7')).toHaveLength(1);
    expect((await db.healthCheck()).overall).toBe(true);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
