/** What can go wrong in ways that a user should hear about, as opposed to a bug. */
export type FailureKind =
  | 'invalid-entry'
  | 'invalid-request'
  | 'not-found'
  | 'conflict'
  | 'cancelled'
  | 'file-missing'
  | 'file-exists'
  | 'foreign-file'
  | 'newer-file'
  | 'corrupt-file'
  | 'locked-file'
  | 'read-only-file'
  | 'disk-full'
  | 'server-unreachable'
  | 'unsupported-runtime'
  | 'migration-failed'
  | 'history-mismatch'
  | 'not-confirmed'
  | 'too-long'
  | 'invalid-file'
  | 'invalid-mapping'
  | 'unexpected';

/** An expected failure as a value: what failed, in a sentence, and the way out, in another. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly recovery: string;
  /** The field of the entry or request at fault, where there is one. */
  readonly field?: string;
  /** Of a newer file: whether this program may open it for reading only. */
  readonly canRead?: boolean;
}

/** The result of anything that can fail in an expected way. It crosses threads and IPC as it is. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Carries a failure through code that must unwind, such as a transaction, and through the guide's promise-returning methods. */
export class KnowledgeError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = 'KnowledgeError';
    this.failure = failure;
  }
}

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** The failure that a caught value stands for. What is not a `KnowledgeError` is a bug, and says so. */
export function failureOf(caught: unknown): Failure {
  if (caught instanceof KnowledgeError) return caught.failure;
  const detail = caught instanceof Error ? caught.message : String(caught);
  return {
    kind: 'unexpected',
    message: `Something went wrong that Abendbook did not expect: ${detail}`,
    recovery: 'Your knowledge base was not changed by this step. Please report it with the details.',
  };
}

/** Runs `work` and turns what it throws into a value. */
export async function outcomeOf<T>(work: () => Promise<T> | T): Promise<Outcome<T>> {
  try {
    return succeed(await work());
  } catch (caught) {
    return fail(failureOf(caught));
  }
}

/** The value of a successful outcome; a failed one is thrown as a `KnowledgeError`. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new KnowledgeError(outcome.failure);
}
