import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { KnowledgeError } from '../../failure.ts';
import type { SourceOptions } from '../transfer-types.ts';
import type { PreparedBatch } from './prepared-record.ts';
import type { PreparedSource, PrepareOptions, SourceInfo } from './prepared-source.ts';
import type { ReadingReply, ReadingRequest } from './reading-thread.ts';

/** So many batches are prepared ahead of the one that is being written. */
const readAhead = 1;
/** How long the thread may take to close its source, in ms, before it is ended as it is. */
const patienceMs = 2_000;

/** Reads and prepares a source in a thread of its own, which ends when what is returned is closed, or with this call where it fails. */
export async function readInThread(
  path: string,
  source: SourceOptions,
  prepare: PrepareOptions,
): Promise<PreparedSource> {
  const thread = new ReadingThread();
  try {
    const info = await thread.open(path, source, prepare);
    return { info, batches: () => thread.batches(), close: () => thread.close() };
  } catch (caught) {
    await thread.close();
    throw caught;
  }
}

/** What the thread makes is soon thrown away, so it is told to do that before it grows, in MB. A record may be 16 MB, and is held several times while it is read. */
const limits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 112 };

class ReadingThread {
  readonly #cancel = new SharedArrayBuffer(4);
  readonly #worker = new Worker(threadUrl(), { resourceLimits: limits });
  readonly #replies: ReadingReply[] = [];
  #onReply: () => void = () => undefined;
  #isGone = false;

  constructor() {
    this.#worker.on('message', (reply: ReadingReply) => this.#add(reply));
    this.#worker.on('error', (error) => this.#add({ kind: 'failed', message: error.message }));
    this.#worker.on('exit', () => {
      this.#isGone = true;
      this.#add({ kind: 'failed', message: 'Its thread has ended.' });
    });
  }

  async open(path: string, source: SourceOptions, prepare: PrepareOptions): Promise<SourceInfo> {
    this.#send({ kind: 'open', path, source, prepare, cancel: this.#cancel });
    const reply = await this.#next();
    if (reply.kind === 'opened') return reply.info;
    throw failed(reply);
  }

  async *batches(): AsyncGenerator<PreparedBatch> {
    for (let ahead = 0; ahead <= readAhead; ahead += 1) this.#send({ kind: 'pull' });
    for (let reply = await this.#next(); reply.kind !== 'ended'; reply = await this.#next()) {
      if (reply.kind !== 'batch') throw failed(reply);
      yield reply.batch;
      this.#send({ kind: 'pull' });
    }
  }

  /** Lets the thread close its source, and ends it. */
  async close(): Promise<void> {
    Atomics.store(new Int32Array(this.#cancel), 0, 1);
    if (!this.#isGone) {
      this.#send({ kind: 'close' });
      const gone = new AbortController();
      await Promise.race([
        this.#closed(),
        once(this.#worker, 'exit', { signal: gone.signal }),
        setTimeout(patienceMs, undefined, { signal: gone.signal }),
      ]);
      gone.abort();
    }
    await this.#worker.terminate();
  }

  async #closed(): Promise<void> {
    while (!this.#isGone && (await this.#next()).kind !== 'closed');
  }

  #send(request: ReadingRequest): void {
    this.#worker.postMessage(request);
  }

  #add(reply: ReadingReply): void {
    this.#replies.push(reply);
    this.#onReply();
  }

  async #next(): Promise<ReadingReply> {
    for (;;) {
      const reply = this.#replies.shift();
      if (reply !== undefined) return reply;
      await new Promise<void>((resolve) => {
        this.#onReply = resolve;
      });
    }
  }
}

function failed(reply: ReadingReply): Error {
  if (reply.kind === 'refused') return new KnowledgeError(reply.failure);
  return new Error(
    reply.kind === 'failed' ? reply.message : `The reading thread answered ${reply.kind} out of turn.`,
  );
}

/** Beside this module, whether it runs from its source or from a bundle. */
function threadUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './reading-thread.ts' : './reading-thread.js', import.meta.url);
}
