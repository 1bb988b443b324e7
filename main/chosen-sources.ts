import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { KnowledgeError } from '../core/failure.ts';
import type { ChosenSource } from '../preload/api.ts';

/** The files and folders that the window may have read: those that the user chose in a dialog, or dropped, since the start. */
export class ChosenSources {
  readonly #paths = new Set<string>();

  /** Takes what the user chose. Rejects with kind `file-missing` where it cannot be looked at. */
  async add(path: string): Promise<ChosenSource> {
    const chosen = resolve(path);
    const isFolder = await looksLikeFolder(chosen);
    this.#paths.add(chosen);
    return { path: chosen, name: basename(chosen), isFolder };
  }

  /** The absolute path of what may be read. Throws `not-found` for anything else. */
  find(path: string): string {
    const wanted = resolve(path);
    if (this.#paths.has(wanted)) return wanted;
    throw new KnowledgeError({
      kind: 'not-found',
      message: `${path} was not chosen since Abendbook was started.`,
      recovery: 'Nothing was read or changed. Choose the file, or drop it on the window.',
    });
  }
}

async function looksLikeFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (caught) {
    throw new KnowledgeError(
      {
        kind: 'file-missing',
        message: `${path} cannot be read: ${caught instanceof Error ? caught.message : String(caught)}`,
        recovery: 'Nothing was changed. Check that it is still there and that you may read it.',
      },
      { cause: caught },
    );
  }
}
