import { KnowledgeError } from '../failure.ts';

/** What long work looks at between its steps: an AbortSignal, or a flag that another thread sets. */
export interface Cancellation {
  readonly aborted: boolean;
}

/** Ends the work with kind `cancelled` once its owner has lost interest. */
export function stopIfAborted(signal: Cancellation | undefined): void {
  if (!signal?.aborted) return;
  throw new KnowledgeError({
    kind: 'cancelled',
    message: 'It was cancelled.',
    recovery: 'Nothing was changed by it.',
  });
}
