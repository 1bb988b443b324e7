import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fillEveryTable } from '../../core/upgrade/testing/fill-every-table.ts';
import { migrations } from '../../migrations/index.ts';
import { within } from './rows.ts';
import { document, type Document } from './run-kb.ts';

/** The versions after the first. */
export const laterVersions = migrations.map(({ version }) => version).slice(1);

let copies = 0;

/** A knowledge base of its own for a test, in the test file's folder: the starter entries at 001. */
export function oldKnowledge(folder: string): string {
  const original = join(folder, 'old.db');
  if (!existsSync(original)) document('init', '--starter', '--to', '1', '--db', original);
  copies += 1;
  const path = join(folder, `copy-${copies}.db`);
  copyFileSync(original, path);
  return path;
}

/** The same at the newest version, with rows in every table. */
export async function newKnowledge(folder: string): Promise<string> {
  const path = oldKnowledge(folder);
  document('migrate', '--db', path);
  await within(path, (store) => fillEveryTable(store, 20));
  return path;
}

/** The versions in a list of steps or results. */
export function versionsOf(list: unknown): readonly string[] {
  return (list as readonly Document[]).map(({ version }) => String(version));
}
