import { Worker } from 'node:worker_threads';
import { fail, KnowledgeError, unwrap, type Failure, type Outcome } from '../failure.ts';
import type { DatabaseStatus } from './knowledge-base.ts';
import type { CallableMethod, WorkerReply, WorkerRequest } from './worker-messages.ts';

interface Waiting {
  readonly settle: (outcome: Outcome<unknown>) => void;
  readonly onProgress: ((progress: unknown) => void) | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: unknown) => void) | undefined;
}

/** What long work makes is soon thrown away, so the thread is told to do that before it has grown by a hundred MB. */
const limits = { maxYoungGenerationSizeMb: 8 };

/** One worker thread with one connection, seen from its owner. */
export class WorkerConnection {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #opened: ((outcome: Outcome<DatabaseStatus>) => void) | null = null;
  #closed: (() => void) | null = null;
  #suspended: (() => void) | null = null;
  #ended: Failure | null = null;
  #nextCall = 1;

  /** Starts the thread, which loads its code while the owner does other things. */
  constructor(workerUrl: URL) {
    this.#worker = new Worker(workerUrl, { resourceLimits: limits });
    this.#worker.on('message', (reply: WorkerReply) => this.#receive(reply));
    this.#worker.on('error', (error) => this.#end(error.message));
    this.#worker.on('exit', () => this.#end('its thread has ended'));
  }

  open(path: string, readOnly: boolean): Promise<Outcome<DatabaseStatus>> {
    return new Promise((resolve) => {
      if (this.#ended !== null) {
        resolve(fail(this.#ended));
        return;
      }
      this.#opened = resolve;
      this.#send({ kind: 'open', path, readOnly });
    });
  }

  /** Calls a method of the `KnowledgeDB` in the thread. Rejects with a `KnowledgeError`. */
  async call<T>(method: CallableMethod, args: readonly unknown[], options: CallOptions = {}): Promise<T> {
    const { signal, onProgress } = options;
    const cancel = new SharedArrayBuffer(4);
    const abort = (): void => void Atomics.store(new Int32Array(cancel), 0, 1);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const outcome = await new Promise<Outcome<unknown>>((settle) => {
        if (this.#ended !== null) {
          settle(fail(this.#ended));
          return;
        }
        const call = this.#nextCall;
        this.#nextCall += 1;
        this.#waiting.set(call, { settle, onProgress });
        this.#send({ kind: 'call', call, method, args, cancel });
      });
      return unwrap(outcome) as T;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Lets what is under way finish and closes the connection; the next call opens it again. */
  async suspend(): Promise<void> {
    if (this.#ended !== null) return;
    await new Promise<void>((resolve) => {
      this.#suspended = resolve;
      this.#send({ kind: 'suspend' });
    });
  }

  /** Lets what is under way finish, closes the connection and ends the thread. */
  async close(): Promise<void> {
    if (this.#ended !== null) return;
    await new Promise<void>((resolve) => {
      this.#closed = resolve;
      this.#send({ kind: 'close' });
    });
    await this.#worker.terminate();
  }

  #send(request: WorkerRequest): void {
    this.#worker.postMessage(request);
  }

  #receive(reply: WorkerReply): void {
    switch (reply.kind) {
      case 'opened':
        this.#opened?.(reply.outcome);
        this.#opened = null;
        return;
      case 'progress':
        this.#waiting.get(reply.call)?.onProgress?.(reply.progress);
        return;
      case 'result':
        this.#waiting.get(reply.call)?.settle(reply.outcome);
        this.#waiting.delete(reply.call);
        return;
      case 'suspended':
        this.#suspended?.();
        return;
      case 'closed':
        this.#closed?.();
        return;
    }
  }

  /** Answers whoever waits: a call must not wait for a thread that is gone. */
  #end(reason: string): void {
    if (this.#ended !== null) return;
    this.#ended = {
      kind: 'unexpected',
      message: `The part of Abendbook that holds the database has stopped: ${reason}.`,
      recovery: 'What was saved is safe. Start Abendbook again.',
    };
    const outcome = fail(this.#ended);
    this.#opened?.(outcome);
    for (const { settle } of this.#waiting.values()) settle(outcome);
    this.#waiting.clear();
    this.#suspended?.();
    this.#closed?.();
  }
}

/** An AbortSignal among the options of a call, taken out of them: it cannot cross into a thread. */
export function splitSignal<T extends { readonly signal?: unknown }>(
  options: T,
): { readonly rest: Omit<T, 'signal'>; readonly signal: AbortSignal | undefined } {
  const { signal, ...rest } = options;
  if (signal === undefined || signal instanceof AbortSignal) return { rest, signal };
  throw new KnowledgeError({
    kind: 'invalid-request',
    message: 'Across threads a search is cancelled by an AbortSignal, and it was given something else.',
    recovery: 'This is a bug in Abendbook; please report it.',
  });
}
