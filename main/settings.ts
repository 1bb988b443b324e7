import { readFile, rename } from 'node:fs/promises';
import { userInfo } from 'node:os';
import * as z from 'zod';
import { settingsRequest } from './ipc/schemas.ts';
import type { Settings } from '../preload/api.ts';
import { ReplacedFile } from './replaced-file.ts';

const openedPerDatabase = 30;
const rememberedDatabases = 10;

const storedSettings = z.looseObject({
  theme: settingsRequest.shape.theme.catch('system'),
  /** Empty: the login name, which may change. */
  author: settingsRequest.shape.author.catch(''),
  listShare: settingsRequest.shape.listShare.catch(0.4),
  backups: settingsRequest.shape.backups.catch('daily'),
  profile: settingsRequest.shape.profile.catch('production'),
  opened: z.record(z.string(), z.array(z.string())).catch({}),
});
type StoredSettings = z.output<typeof storedSettings>;

/** What the window remembers, kept in one JSON file. A value that makes no sense counts as not set. */
export class SettingsStore {
  readonly #file: ReplacedFile;
  #stored: StoredSettings;

  private constructor(file: ReplacedFile, stored: StoredSettings) {
    this.#file = file;
    this.#stored = stored;
  }

  /**
   * Reads the settings. A file that cannot be read or understood is kept as `settings.json.broken-<time>`, and the
   * program starts with its defaults: nothing in there is worth a program that does not start.
   */
  static async open(path: string, now: () => Date = () => new Date()): Promise<SettingsStore> {
    const read = storedSettings.safeParse(await readJson(path));
    if (!read.success) await setAside(path, now());
    return new SettingsStore(new ReplacedFile(path), read.success ? read.data : storedSettings.parse({}));
  }

  get settings(): Settings {
    const { theme, author, listShare, backups, profile } = this.#stored;
    return { theme, author: author === '' ? loginName() : author, listShare, backups, profile };
  }

  /** Changes some settings and returns all of them. Rejects when the file cannot be written; the change then holds until the program ends. */
  async save(changes: Partial<Settings>): Promise<Settings> {
    await this.#replace({ ...this.#stored, ...changes });
    return this.settings;
  }

  /** Ids of the entries of a database that were opened, newest first. */
  openedEntries(databasePath: string): readonly string[] {
    return this.#stored.opened[databasePath] ?? [];
  }

  async recordOpened(databasePath: string, id: string): Promise<void> {
    const before = this.openedEntries(databasePath);
    if (before[0] === id) return;
    const ids = [id, ...before.filter((other) => other !== id)].slice(0, openedPerDatabase);
    const others = Object.entries(this.#stored.opened).filter(([path]) => path !== databasePath);
    const opened = Object.fromEntries([[databasePath, ids], ...others].slice(0, rememberedDatabases));
    await this.#replace({ ...this.#stored, opened });
  }

  /** Resolves once everything changed so far is on disk. */
  flush(): Promise<void> {
    return this.#file.flush();
  }

  #replace(stored: StoredSettings): Promise<void> {
    this.#stored = stored;
    return this.#file.replace(`${JSON.stringify(stored, null, 2)}\n`);
  }
}

/** The file's content; an empty object where there is no file, null where there is no sense in it. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (caught) {
    const missing = caught instanceof Error && 'code' in caught && caught.code === 'ENOENT';
    return missing ? {} : null;
  }
}

async function setAside(path: string, now: Date): Promise<void> {
  const time = now.toISOString().replaceAll(':', '-');
  // Where even this fails, saving will fail too, and say why.
  await rename(path, `${path}.broken-${time}`).catch(() => undefined);
}

/** Some systems have no name for the user that a program runs as. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
