import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { KnowledgeError } from '../failure.ts';
import type { Cancellation } from '../search/cancellation.ts';
import type { FileThreadReply, FileThreadRequest } from './file-thread.ts';
import { fileWork, type FileWork, type FileWorkName } from './file-work.ts';

/** A thread of its own takes about 50 ms to start; a file up to this size is done in less, right here. */
const largeBytes = 16_000_000;
/** Room for what has just been made and is soon forgotten, in MB: with as much as the thread would take, it holds 100 MB more and is no faster. */
const youngMb = 12;
/** How often a cancellation is looked for while the other thread works, in ms. */
const lookMs = 20;

/** Whether work on this file is better done elsewhere. */
export function isLarge(path: string, smallBytes = largeBytes): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > smallBytes;
}

interface Hooks {
  /** Up to this size the file is worked on in this thread; 16 MB unless given, for work that does not let go of its thread. */
  readonly smallBytes?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: Cancellation | undefined;
}

/**
 * Does work on a file without keeping this thread from anything else: on a large one it runs in a thread of its own. `path` is the file whose size
 * says how long it will take. Rejects with what the work throws.
 */
export async function runFileWork<N extends FileWorkName>(
  name: N,
  path: string,
  request: FileWork[N]['request'],
  { onProgress = () => undefined, signal, smallBytes }: Hooks = {},
): Promise<FileWork[N]['result']> {
  if (!isLarge(path, smallBytes)) return fileWork[name](request, onProgress, signal);
  const cancel = new SharedArrayBuffer(4);
  const looking = setInterval(() => {
    if (signal?.aborted) Atomics.store(new Int32Array(cancel), 0, 1);
  }, lookMs);
  const worker = new Worker(threadUrl(), { resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
  try {
    return await answer<N>(worker, { name, request, cancel }, onProgress);
  } finally {
    clearInterval(looking);
    await worker.terminate();
  }
}

/** Beside this module, whether it runs from its source or from a bundle. */
function threadUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './file-thread.ts' : './file-thread.js', import.meta.url);
}

function answer<N extends FileWorkName>(
  worker: Worker,
  request: FileThreadRequest<N>,
  onProgress: (done: number, total: number) => void,
): Promise<FileWork[N]['result']> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('The thread that works on files has ended.')));
    worker.on('message', (reply: FileThreadReply) => {
      switch (reply.kind) {
        case 'progress':
          try {
            onProgress(reply.done, reply.total);
          } catch (caught) {
            // As in this thread, where it would end the work.
            reject(caught);
          }
          return;
        case 'done':
          resolve(reply.result as FileWork[N]['result']);
          return;
        case 'refused':
          reject(new KnowledgeError(reply.failure));
          return;
        case 'failed':
          reject(
            reply.code === null
              ? reply.error
              : Object.assign(new Error(messageOf(reply.error)), { code: reply.code }),
          );
          return;
      }
    });
    worker.postMessage(request);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
