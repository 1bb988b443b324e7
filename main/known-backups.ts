import { resolve } from 'node:path';
import { listBackups } from '../core/backup/list-backups.ts';
import { KnowledgeError } from '../core/failure.ts';

/** The files that the window may name as backups: those that it was shown, and those that the user chose. */
export class KnownBackups {
  readonly #databasePath: string;
  readonly #chosen = new Set<string>();

  constructor(databasePath: string) {
    this.#databasePath = databasePath;
  }

  /** Takes a file that the user chose, or had made; returns its absolute path. */
  add(path: string): string {
    const chosen = resolve(path);
    this.#chosen.add(chosen);
    return chosen;
  }

  /** The absolute path of a file that may be named. Throws `not-found` for any other. */
  find(path: string): string {
    const wanted = resolve(path);
    const listed = listBackups(this.#databasePath).some((backup) => backup.path === wanted);
    if (listed || this.#chosen.has(wanted)) return wanted;
    throw new KnowledgeError({
      kind: 'not-found',
      message: `${path} is not among the backups.`,
      recovery: 'Nothing was changed. Choose the file with “Restore another file…”.',
    });
  }
}
