import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import type { NewEntry } from './entry.ts';
import { readStarterEntries } from './starter-entries.ts';

let folder = '';
let db: KnowledgeDB;
let starter: readonly NewEntry[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
  db = new KnowledgeDB(join(folder, 'knowledge.db'));
  starter = await readStarterEntries();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('loads once: a second load adds nothing and leaves edits alone', async () => {
  const progress: number[] = [];
  const first = await db.loadStarter(({ done }) => progress.push(done));
  expect(first).toEqual({ added: starter.length, unchanged: 0 });
  expect(progress.at(-1)).toBe(starter.length);
  await db.updateEntry('starter-vsam-status-35', { severity: 'low' });
  expect(await db.loadStarter()).toEqual({ added: 0, unchanged: starter.length });
  expect((await db.getEntry('starter-vsam-status-35')).severity).toBe('low');
});

test('holds at least 200 entries with different titles, each with its source', () => {
  expect(starter.length).toBeGreaterThanOrEqual(200);
  expect(new Set(starter.map(({ title }) => title.toLowerCase())).size).toBe(starter.length);
  const lacking = starter.filter(({ metadata, tags = [], solution }) => {
    const source = metadata?.['source'];
    const named = typeof source === 'string' && /^(Vendor documentation|Common practice): ./.test(source);
    return !named || tags.length < 3 || !solution.includes('Fix:');
  });
  expect(lacking.map(({ id }) => id)).toEqual([]);
});

describe('answers what is asked in an incident with the right entry first', () => {
  test.each([
    ['VSAM status 35', 'VSAM status 35'],
    ['file status 35', 'VSAM status 35'],
    ['status 39', 'VSAM status 39'],
    ['0C7', 'S0C7'],
    ['S0C7', 'S0C7'],
    ['data exception', 'S0C7'],
    ['dataset not found', 'IEF212I'],

    ['IEF450I', 'IEF450I'],
    ['ief450', 'IEF450I'],
    ['sqlcode -805', 'SQLCODE -805'],
    ['-911', 'SQLCODE -911'],
    ['sqlcode 100', 'SQLCODE +100'],
    ['space abend', 'Space abends'],
    ['SB37', 'SB37'],
    ['sd37', 'SD37'],
    ['S322', 'S322'],
    ['S806', 'S806'],
    ['S913', 'S913'],
    ['U4038', 'U4038'],
    ['ASRA', 'ASRA'],
    ['APCT', 'APCT'],
    ['AEI0', 'AEI0'],
    ['status GE', 'IMS status GE'],
    ['U0777', 'IMS abend U0777'],
    ['ICH408I', 'ICH408I'],
    ['IEC130I', 'IEC130I'],
    ['mq 2035', 'MQ'],
  ])('%s', async (query, start) => {
    const [first] = await db.search(query);
    expect(first?.entry.title.slice(0, start.length)).toBe(start);
  });
});

test('a load that is cancelled leaves nothing behind', async () => {
  const other = await KnowledgeDB.open(join(folder, 'cancelled.db'));
  let calls = 0;
  const signal = {
    get aborted(): boolean {
      calls += 1;
      return calls > 3;
    },
  };
  await expect(other.loadStarter(undefined, signal)).rejects.toMatchObject({
    failure: { kind: 'cancelled' },
  });
  expect(await other.getStats()).toMatchObject({ totalEntries: 0, searchTerms: 0 });
  expect(await other.search('S0C7')).toEqual([]);
  await other.close();
});
