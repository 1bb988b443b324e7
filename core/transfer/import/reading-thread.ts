import { parentPort } from 'node:worker_threads';
import { KnowledgeError, type Failure } from '../../failure.ts';
import { openSource } from '../read/open-source.ts';
import type { SourceOptions } from '../transfer-types.ts';
import { prepareSource } from './prepare-source.ts';
import type { PreparedBatch } from './prepared-record.ts';
import type { PreparedSource, PrepareOptions, SourceInfo } from './prepared-source.ts';

/** What the reading thread is sent: once what to open, then `pull` for each batch that its owner has room for, and `close` at the end. */
export type ReadingRequest =
  | {
      readonly kind: 'open';
      readonly path: string;
      readonly source: SourceOptions;
      readonly prepare: PrepareOptions;
      /** One Int32 that is set to 1 to end it. */
      readonly cancel: SharedArrayBuffer;
    }
  | { readonly kind: 'pull' }
  | { readonly kind: 'close' };

/** What it answers. After `ended`, `refused` and `failed` nothing follows but `closed`. */
export type ReadingReply =
  | { readonly kind: 'opened'; readonly info: SourceInfo }
  | { readonly kind: 'batch'; readonly batch: PreparedBatch }
  | { readonly kind: 'ended' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

const port = parentPort;
if (port === null) throw new Error('reading-thread runs as a worker thread, not as a program.');

/** How many batches the owner still has room for, and whether it wants any at all. */
class Room {
  #batches = 0;
  #cancel = new Int32Array(new SharedArrayBuffer(4));
  #onChange: () => void = () => undefined;

  get isCancelled(): boolean {
    return Atomics.load(this.#cancel, 0) === 1;
  }

  cancelBy(flag: SharedArrayBuffer): void {
    this.#cancel = new Int32Array(flag);
  }

  /** Lets those look again who wait. */
  add(batches: number): void {
    this.#batches += batches;
    this.#onChange();
  }

  /** Resolves when there is room for a batch, which is then taken, or nothing is wanted any more. */
  async forOne(): Promise<void> {
    while (this.#batches === 0 && !this.isCancelled) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
    this.#batches -= 1;
  }
}

const room = new Room();
let work: Promise<void> = Promise.resolve();

port.on('message', (request: ReadingRequest) => {
  switch (request.kind) {
    case 'open':
      room.cancelBy(request.cancel);
      work = read(request);
      return;
    case 'pull':
      room.add(1);
      return;
    case 'close':
      room.add(0);
      void work.then(() => reply({ kind: 'closed' }));
      return;
  }
});

function reply(message: ReadingReply): void {
  port?.postMessage(message);
}

async function read({ path, source, prepare }: Extract<ReadingRequest, { kind: 'open' }>): Promise<void> {
  try {
    const opened = await openSource(path, source);
    try {
      await send(await prepareSource(opened, prepare));
    } finally {
      await opened.close();
    }
  } catch (caught) {
    if (caught instanceof KnowledgeError) reply({ kind: 'refused', failure: caught.failure });
    else
      reply({
        kind: 'failed',
        message: caught instanceof Error ? (caught.stack ?? caught.message) : String(caught),
      });
  }
}

async function send(prepared: PreparedSource): Promise<void> {
  reply({ kind: 'opened', info: prepared.info });
  await room.forOne();
  for await (const batch of prepared.batches()) {
    if (room.isCancelled) return;
    reply({ kind: 'batch', batch });
    await room.forOne();
    if (room.isCancelled) return;
  }
  reply({ kind: 'ended' });
}
