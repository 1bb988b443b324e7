import type { Migration } from '../../migrations/migration.ts';
import { KnowledgeError } from '../failure.ts';
import type { RollbackTarget } from '../store/knowledge-base.ts';
import { isReleased } from './version-number.ts';

type Applied = readonly { readonly version: string }[];

/** The known steps that are not applied, in the order in which they would be. */
export function pendingSteps(known: readonly Migration[], applied: Applied): readonly Migration[] {
  const done = new Set(applied.map(({ version }) => version));
  return known.filter(({ version }) => !done.has(version));
}

/** What an upgrade to a version applies. Throws a `KnowledgeError` of kind invalid-request. */
export function stepsUpTo(
  known: readonly Migration[],
  applied: Applied,
  target: string,
): readonly Migration[] {
  refuseUnknown(known, target);
  const current = applied.at(-1)?.version ?? '';
  const steps = pendingSteps(known, applied).filter(({ version }) => version <= target);
  if (steps.length > 0 || target >= current) return steps;
  throw new KnowledgeError({
    kind: 'invalid-request',
    message: `The knowledge base stands at ${current}, which is above ${target}.`,
    recovery: `Nothing was changed. To go back, roll back to ${target}.`,
  });
}

/**
 * The one step of that version, to be applied by itself. Throws a `KnowledgeError` of kind invalid-request where it is applied already, or where
 * a released one below it is not.
 */
export function singleStep(
  known: readonly Migration[],
  applied: Applied,
  target: string,
): readonly Migration[] {
  refuseUnknown(known, target);
  const pending = pendingSteps(known, applied);
  const step = pending.find(({ version }) => version === target);
  if (step === undefined) throw refusal(`The step ${target} is applied already.`, 'There is nothing to do.');
  const before = isReleased(target) && pending.find(({ version }) => version < target);
  if (before) {
    throw refusal(`The step ${target} needs ${before.version} before it.`, `Upgrade to ${target} instead.`);
  }
  return [step];
}

/** What a rollback undoes, in that order. Throws a `KnowledgeError` of kind invalid-request. */
export function stepsDownTo(
  known: readonly Migration[],
  applied: Applied,
  target: RollbackTarget,
): readonly Migration[] {
  const undone = 'to' in target ? above(known, applied, target.to) : last(applied, target.steps);
  return undone.map(({ version }) => {
    const step = known.find((migration) => migration.version === version);
    if (step !== undefined) return step;
    throw new KnowledgeError({
      kind: 'history-mismatch',
      message: `The step ${version} is applied, and nothing says how to undo it.`,
      recovery: 'Nothing was changed. Put its file back into the folder of custom steps.',
    });
  });
}

function above(known: readonly Migration[], applied: Applied, target: string): Applied {
  if (applied.some(({ version }) => version === target))
    return applied.filter(({ version }) => version > target).toReversed();
  if (target === '000') throw firstStays(applied);
  refuseUnknown(known, target);
  throw refusal(
    `The step ${target} is not applied, so there is no way back to it.`,
    `The knowledge base stands at ${applied.at(-1)?.version ?? '000'}. Choose one of: ${applied.map(({ version }) => version).join(', ')}.`,
  );
}

function last(applied: Applied, steps: number): Applied {
  if (!Number.isInteger(steps) || steps < 1) {
    throw refusal(`${steps} is no number of steps.`, 'Give 1 or more.');
  }
  if (steps >= applied.length) throw firstStays(applied);
  return applied.slice(-steps).toReversed();
}

function firstStays(applied: Applied): KnowledgeError {
  return refusal(
    `The first step, ${applied[0]?.version ?? '001'}, is never undone: it holds the entries themselves.`,
    `At most ${Math.max(0, applied.length - 1)} steps can be rolled back here.`,
  );
}

function refuseUnknown(known: readonly Migration[], target: string): void {
  if (known.some(({ version }) => version === target)) return;
  throw refusal(
    `There is no schema version ${JSON.stringify(target)}.`,
    `This program knows: ${known.map(({ version }) => version).join(', ')}.`,
  );
}

function refusal(message: string, wayOut: string): KnowledgeError {
  return new KnowledgeError({ kind: 'invalid-request', message, recovery: `Nothing was changed. ${wayOut}` });
}
