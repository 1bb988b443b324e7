import { findProblems } from '../backup/find-problems.ts';
import { failureOf } from '../failure.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { SqliteStore } from '../store/store.ts';
import { check, healthCheck } from './checks.ts';
import { soundStructure } from './checklist.ts';
import { engineFailure } from './migration-lock.ts';
import { compareWithBefore, observe } from './observe.ts';
import type { Check } from './upgrade-types.ts';
import type { Expectation } from './upgrade-record.ts';

/**
 * Looks a database through after a change of its schema: every page, the search index, the rows of each table and the searches, compared with
 * what was there before. The pages are read in other threads meanwhile. What cannot even be looked through is not sound.
 */
export async function validateChange(store: SqliteStore, before: Expectation): Promise<readonly Check[]> {
  try {
    return await lookThrough(store, before);
  } catch (caught) {
    const { message } = engineFailure(store, caught) ?? failureOf(caught);
    return [{ name: 'integrity', ok: false, detail: message }];
  }
}

async function lookThrough(store: SqliteStore, before: Expectation): Promise<readonly Check[]> {
  const looking = findProblems(store.path, false);
  looking.catch(() => undefined);
  const checks = await inSnapshot(store, async (snapshot) => {
    const searches = before.answers.map(({ query }) => query);
    return [await healthCheck(snapshot), ...compareWithBefore(before, await observe(snapshot, { searches }))];
  });
  const { structure } = await looking;
  return [check('integrity', structure, soundStructure), ...checks];
}

/** What is wrong, in sentences. */
export function problemsOf(checks: readonly Check[]): readonly string[] {
  return checks.filter(({ ok }) => !ok).map(({ detail }) => detail);
}
