import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { KnowledgeDB } from '../store/knowledge-db.ts';
import { rejection } from '../store/testing/rejection.ts';
import { openUnchanged } from './open-unchanged.ts';

const folder = mkdtempSync(join(tmpdir(), 'abendbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a damaged file is named as the user knows it, not by the copy that was read', async () => {
  const path = join(folder, 'damaged.db');
  await (await KnowledgeDB.open(path)).close();
  const text = readFileSync(path, 'latin1');
  // Some of its pages may be left over, so it is broken wherever it stands.
  writeFileSync(path, text.replaceAll('CREATE TABLE kb_entries', 'CREATE TABLE (((entries'), 'latin1');
  const { kind, message } = await rejection(openUnchanged(path));
  expect(kind).toBe('corrupt-file');
  expect(message).toContain(path);
  expect(message).not.toContain('abendbook-reading');
  expect(readdirSync(folder)).toEqual(['damaged.db']);
});
