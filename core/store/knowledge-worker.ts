import { parentPort } from 'node:worker_threads';
import { outcomeOf } from '../failure.ts';
import type { SearchOptions } from '../search/search-types.ts';
import { KnowledgeDB } from './knowledge-db.ts';
import { longMethods, type WorkerReply, type WorkerRequest } from './worker-messages.ts';

/** The thread that holds one connection. Its owner starts it, opens a database with its first message, and calls methods with the following ones. */
const port = parentPort;
if (port === null) throw new Error('knowledge-worker runs as a worker thread, not as a program.');

let db: KnowledgeDB | null = null;

port.on('message', (request: WorkerRequest) => {
  void handle(request);
});

function reply(message: WorkerReply): void {
  port?.postMessage(message);
}

async function handle(request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    case 'open': {
      const opened = new KnowledgeDB(request.path, { readOnly: request.readOnly });
      db = opened;
      reply({ kind: 'opened', outcome: await outcomeOf(() => opened.status()) });
      return;
    }
    case 'call': {
      const outcome = await outcomeOf(() => run(request));
      reply({ kind: 'result', call: request.call, outcome });
      return;
    }
    case 'suspend': {
      const outcome = await outcomeOf(() => db?.close());
      reply({ kind: 'suspended', failure: outcome.ok ? null : outcome.failure });
      return;
    }
    case 'close': {
      const outcome = await outcomeOf(() => db?.close());
      reply({ kind: 'closed', failure: outcome.ok ? null : outcome.failure });
      port?.close();
      return;
    }
  }
}

/** Progress and cancellation are functions and signals on this side, and messages and a shared flag on the owner's. */
async function run({
  call,
  method,
  args,
  cancel,
}: Extract<WorkerRequest, { kind: 'call' }>): Promise<unknown> {
  if (db === null) throw new Error('A worker was called before it was opened.');
  const flag = new Int32Array(cancel);
  const signal = {
    get aborted(): boolean {
      return Atomics.load(flag, 0) === 1;
    },
  };
  const target = db[method].bind(db) as (...values: readonly unknown[]) => Promise<unknown>;
  switch (method) {
    case 'search':
    case 'searchPage':
    case 'searchFacets': {
      const [query, options] = args as [string, SearchOptions];
      return target(query, { ...options, signal });
    }
    case 'loadStarter':
    case 'createBackup':
    case 'salvage':
    case 'rebuildIndex':
    case 'rehearse':
    case 'upgrade':
    case 'rollback':
    case 'exportTo':
    case 'importFrom': {
      const given = Array.from({ length: longMethods[method] }, (_, index) => args[index]);
      return target(...given, (progress: unknown) => reply({ kind: 'progress', call, progress }), signal);
    }
    default:
      return target(...args);
  }
}
