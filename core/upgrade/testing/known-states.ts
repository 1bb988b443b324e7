import { copyFileSync, rmSync } from 'node:fs';
import { openSqlite } from '../../store/open-sqlite.ts';
import { closeStore } from '../../store/store.ts';
import { MigrationManager } from '../migration-manager.ts';
import { hashRows, type Content } from './hash-rows.ts';

/**
 * The states that a database may be found in, each by the hash of all its rows: `first at 005`.
 *
 * What a rollback has kept belongs to a state. So one at an older version is known by what an upgrade makes of a copy of it.
 */
export class KnownStates {
  readonly #names = new Map<string, string>();

  add(content: Content, name: string): void {
    this.#names.set(content.hash, stateName(name, content.version));
  }

  /** The name of what a closed database file holds; null where that is nothing known. */
  async nameOf(content: Content, path: string): Promise<string | null> {
    const known = this.#names.get(content.hash);
    if (known !== undefined) return known;
    const upgraded = this.#names.get((await upgradedCopy(path)).hash);
    if (upgraded === undefined) return null;
    const [name = ''] = upgraded.split(' at ');
    this.add(content, name);
    return stateName(name, content.version);
  }
}

export function stateName(name: string, version: string): string {
  return `${name} at ${version.slice(0, 3)}`;
}

/** What a copy of a database holds after an upgrade to the newest version; the file itself is not touched. */
async function upgradedCopy(path: string): Promise<Content> {
  const copy = `${path}.examined`;
  copyFileSync(path, copy);
  const store = openSqlite(copy);
  try {
    await new MigrationManager(store).migrate();
    return hashRows(store);
  } finally {
    await closeStore(store);
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  }
}

/** What a closed database file holds. */
export async function contentOf(path: string): Promise<Content> {
  const store = openSqlite(path);
  try {
    return hashRows(store);
  } finally {
    await closeStore(store);
  }
}
