import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KnowledgeError } from '../core/failure.ts';

/**
 * A small file that is only ever replaced as a whole: whoever reads it, at whatever instant the program ends, finds the
 * old text or the new one. Replacements that come while one is being written are merged into the newest.
 */
export class ReplacedFile {
  readonly #path: string;
  #waitingText: string | null = null;
  #writing: Promise<void> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Resolves once this text, or a newer one, is on disk. Rejects with a `KnowledgeError` when it cannot be written. */
  replace(text: string): Promise<void> {
    this.#waitingText = text;
    this.#writing ??= this.#writeWaiting().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  /** Resolves once nothing waits to be written, whether writing it succeeded or not. */
  async flush(): Promise<void> {
    await this.#writing?.catch(() => undefined);
  }

  async #writeWaiting(): Promise<void> {
    while (this.#waitingText !== null) {
      const text = this.#waitingText;
      this.#waitingText = null;
      await this.#write(text);
    }
  }

  async #write(text: string): Promise<void> {
    const unfinished = `${this.#path}.new`;
    try {
      await writeFile(unfinished, text, { flush: true });
      await rename(unfinished, this.#path);
    } catch (cause) {
      const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
      throw new KnowledgeError(
        {
          kind: full ? 'disk-full' : 'read-only-file',
          message: `${this.#path} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
          recovery: full
            ? 'Free some space on that disk and try again. Your knowledge base is not affected.'
            : `Check that you may write to ${dirname(this.#path)}. Your knowledge base is not affected.`,
        },
        { cause },
      );
    }
  }
}
