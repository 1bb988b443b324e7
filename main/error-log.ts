import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';

const largest = 1_000_000;

/** A file of what went wrong in the main process. Past 1 MB it becomes `main.log.1`, and a new one is begun. */
export class ErrorLog {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * Appends one error, at once, so that it is there even if the program ends now. Returns whether it could be written;
   * a log that cannot be stops nothing.
   */
  write(what: string, caught: unknown): boolean {
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      this.#rotate();
      appendFileSync(this.path, `${new Date().toISOString()} ${what}\n${inspect(caught, { depth: 4 })}\n\n`);
      return true;
    } catch {
      return false;
    }
  }

  #rotate(): void {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > largest) renameSync(this.path, `${this.path}.1`);
  }
}
