import { dirname } from 'node:path';
import { fileFailure } from '../backup/file-failure.ts';
import { KnowledgeError, type Failure } from '../failure.ts';
import type { Store } from '../store/store.ts';
import { engineFailure } from './migration-lock.ts';
import type { Check } from './upgrade-types.ts';

const unchanged = 'Your knowledge base was not changed.';

/** The failure that something caught stands for before anything was changed; null where it is a bug. */
export function failureBeforeChange(store: Store, caught: unknown): Failure | null {
  const folder = store.engine === 'sqlite' ? dirname(store.path) : store.name;
  const named = fileFailure(caught, { what: 'the upgrade', folder, safe: unchanged });
  const failure = named instanceof KnowledgeError ? named.failure : engineFailure(store, caught);
  return failure === null ? null : sayUnchanged(failure);
}

/** Begins the way out with what matters most to whoever reads it. */
export function sayUnchanged(failure: Failure): Failure {
  const rest = failure.recovery.replace(
    /^(?:Nothing was changed|Your knowledge base was not changed)[^.]*\.\s*/,
    '',
  );
  return { ...failure, recovery: `${unchanged} ${rest}`.trim() };
}

/** Throws a `KnowledgeError` where a check stands in the way of a change. */
export function refuseIfBad(checks: readonly Check[]): void {
  // Slow searches are worth a word, and no reason to stay with an old version for ever.
  const bad = checks.filter(({ ok, name }) => !ok && name !== 'performance');
  const [first] = bad;
  if (first === undefined) return;
  throw new KnowledgeError({
    kind: kinds[first.name] ?? 'invalid-request',
    message: bad.map(({ detail }) => detail).join(' '),
    recovery: `${unchanged} ${waysOut[first.name] ?? 'Put this right, and try again.'}`,
  });
}

const kinds: Readonly<Record<string, Failure['kind']>> = {
  health: 'corrupt-file',
  integrity: 'corrupt-file',
  history: 'history-mismatch',
  'disk-space': 'disk-full',
  writable: 'read-only-file',
  'other-programs': 'locked-file',
};

const waysOut: Readonly<Record<string, string>> = {
  health: 'The search index can be made anew from the entries: kb health --rebuild-index',
  integrity: 'Restore a backup that is sound, and upgrade that.',
  history: 'Put this right first; the schema history shows what was applied.',
  'disk-space': 'Free some space and try again.',
  writable: 'Check the permissions of the file and of its folder, and try again.',
  'other-programs': 'Close the other program, or wait until it has finished, and try again.',
};
