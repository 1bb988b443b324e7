import type { Failure, Outcome } from '../failure.ts';
import type { DatabaseStatus, KnowledgeBase } from './knowledge-base.ts';

/** The methods that another thread may call. `close` has a message of its own. */
export type CallableMethod = Exclude<keyof KnowledgeBase, 'close'>;

/** Methods that report progress and can be cancelled: after so many arguments they take a function for the one and a signal for the other. */
export const longMethods = {
  loadStarter: 0,
  createBackup: 1,
  salvage: 1,
  rebuildIndex: 0,
  rehearse: 1,
  upgrade: 1,
  rollback: 1,
  exportTo: 1,
  importFrom: 1,
} as const satisfies Partial<Record<CallableMethod, number>>;
export type LongMethod = keyof typeof longMethods;

/** What the owner sends to a worker. */
export type WorkerRequest =
  | { readonly kind: 'open'; readonly path: string; readonly readOnly: boolean }
  | {
      readonly kind: 'call';
      readonly call: number;
      readonly method: CallableMethod;
      readonly args: readonly unknown[];
      /** One Int32 that the owner sets to 1 to cancel: the worker sees it in the middle of a call, where no message would reach it. */
      readonly cancel: SharedArrayBuffer;
    }
  /** Closes the connection and keeps the thread; the next call opens it again. */
  | { readonly kind: 'suspend' }
  | { readonly kind: 'close' };

/** What a worker answers. */
export type WorkerReply =
  | { readonly kind: 'opened'; readonly outcome: Outcome<DatabaseStatus> }
  | { readonly kind: 'result'; readonly call: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'progress'; readonly call: number; readonly progress: unknown }
  | { readonly kind: 'suspended'; readonly failure: Failure | null }
  | { readonly kind: 'closed'; readonly failure: Failure | null };
