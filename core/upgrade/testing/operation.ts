import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Failure } from '../../failure.ts';

export const operations = [
  'open',
  'upgrade',
  'roll back',
  'back up',
  'rehearse',
  'restore',
  'undo restore',
  'import',
  'import over',
] as const;
export type Operation = (typeof operations)[number];

const program = fileURLToPath(new URL('./operation-program.ts', import.meta.url));

export interface StartOptions {
  readonly path: string;
  readonly operation: Operation;
  /** What a restore restores, and an import brings in. */
  readonly backup?: string;
  /** The program believes that there is room without end. */
  readonly diskFillsUp?: boolean;
  /** The user it runs as, who may do less. */
  readonly uid?: number;
}

/** A process that does one thing to a knowledge base. */
export class RunningOperation {
  /** What it has said last: a phase, `ready`, `done`, or `starting`. */
  phase = 'starting';
  failure: Failure | null = null;
  /** Resolves once the database is open, or could not be opened. */
  readonly ready: Promise<void>;
  /** Resolves when it has nothing left to do, or is dead. */
  readonly finished: Promise<void>;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #exited: Promise<unknown>;

  constructor({ path, operation, backup, diskFillsUp = false, uid }: StartOptions) {
    this.#child = spawn(
      process.execPath,
      [program, path, operation, ...(backup === undefined ? [] : [backup])],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, ...(diskFillsUp ? { ABENDBOOK_TEST_DISK: 'fills-up' } : {}) },
        ...(uid === undefined ? {} : { uid }),
      },
    );
    this.#child.stdin.on('error', () => undefined);
    this.#exited = once(this.#child, 'exit');
    const lines = createInterface({ input: this.#child.stdout });
    this.ready = new Promise((resolve) => {
      lines.on('line', () => resolve()).on('close', resolve);
    });
    this.finished = new Promise((resolve) => {
      lines.on('line', (line) => {
        const [word = '', detail = ''] = line.split('\t');
        this.phase = word === 'phase' ? detail : word;
        if (word === 'failed') this.failure = JSON.parse(detail) as Failure;
        if (word === 'failed' || word === 'done') resolve();
      });
      lines.on('close', resolve);
    });
  }

  /** Kills it at once and resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** Lets it finish and close the database. Returns why it failed; null when it did not. */
  async end(): Promise<Failure | null> {
    await this.finished;
    this.#child.stdin.end();
    const [code, signal] = (await this.#exited) as [number | null, NodeJS.Signals | null];
    if (this.failure === null && code !== 0)
      throw new Error(`The process ended with ${code ?? signal} in ${this.phase}.`);
    return this.failure;
  }
}
