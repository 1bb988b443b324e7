import { parentPort } from 'node:worker_threads';
import { KnowledgeError, type Failure } from '../failure.ts';
import { fileWork, type FileWork, type FileWorkName } from './file-work.ts';

/** What a file thread is sent. */
export interface FileThreadRequest<N extends FileWorkName = FileWorkName> {
  readonly name: N;
  readonly request: FileWork[N]['request'];
  /** One Int32 that is set to 1 to cancel. */
  readonly cancel: SharedArrayBuffer;
}

/** What it answers: progress any number of times, and then one of the others. */
export type FileThreadReply =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** An error loses its code on the way across, and the code is what tells a full disk from a damaged file. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly code: string | null };

const port = parentPort;
if (port === null) throw new Error('file-thread runs as a worker thread, not as a program.');

port.on('message', (message: FileThreadRequest) => {
  void perform(message).then((reply) => port.postMessage(reply));
});

async function perform<N extends FileWorkName>(message: FileThreadRequest<N>): Promise<FileThreadReply> {
  const flag = new Int32Array(message.cancel);
  const signal = {
    get aborted(): boolean {
      return Atomics.load(flag, 0) === 1;
    },
  };
  const report = (done: number, total: number): void =>
    port?.postMessage({ kind: 'progress', done, total } satisfies FileThreadReply);
  try {
    return { kind: 'done', result: await fileWork[message.name](message.request, report, signal) };
  } catch (caught) {
    if (caught instanceof KnowledgeError) return { kind: 'refused', failure: caught.failure };
    return { kind: 'failed', error: caught, code: codeOf(caught) };
  }
}

function codeOf(caught: unknown): string | null {
  return caught instanceof Error && 'code' in caught && typeof caught.code === 'string' ? caught.code : null;
}
