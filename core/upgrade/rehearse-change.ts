import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { findProblems } from '../backup/find-problems.ts';
import { KnowledgeError } from '../failure.ts';
import { stopIfAborted } from '../search/cancellation.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore, type SqliteStore } from '../store/store.ts';
import { applyChange } from './apply-change.ts';
import type { Change } from './change.ts';
import { check, slowSearchMs } from './checks.ts';
import type { Writes } from './disk-space.ts';
import { MigrationManager } from './migration-manager.ts';
import { compareWithBefore, expectationOf, observe, type Observation } from './observe.ts';
import type { PhaseTeller } from './phase-teller.ts';
import { makeRehearsalCopy, removeFiles, type RehearsalSource } from './rehearsal-copy.ts';
import { chooseSearches, medianMs } from './sample-searches.ts';
import type { Check, RehearsalReport, StepResult } from './upgrade-types.ts';
import type { Expectation } from './upgrade-record.ts';

export interface RehearseOptions {
  readonly source: RehearsalSource;
  /** Time searches before and after. */
  readonly timed: boolean;
  /** Look at every page of the result, too. An upgrade that follows at once does so itself at its end. */
  readonly thorough: boolean;
  readonly actor: string;
}

/** A rehearsal with what it learned about the real thing. */
export interface Rehearsal {
  readonly report: RehearsalReport;
  /** Of the database before the change. */
  readonly expectation: Expectation;
  /** What the steps wrote. */
  readonly writes: Writes;
}

/**
 * Tries a change on a copy, which is gone afterwards in any case. The database itself is only read.
 * Throws a `KnowledgeError` where the copy cannot be made or used, or when it is cancelled; what the steps do wrong is in the report.
 */
export async function rehearseChange(
  databasePath: string,
  change: Change,
  options: RehearseOptions,
  teller: PhaseTeller,
): Promise<Rehearsal> {
  const startedAt = performance.now();
  teller.begin('rehearsing');
  const path = await makeRehearsalCopy(databasePath, options.source, teller.pages, teller.signal);
  try {
    stopIfAborted(teller.signal);
    const copy = openSqlite(path);
    try {
      const trial = await tryOn(copy, change, options, teller);
      const { report } = trial;
      return { ...trial, report: { ...report, durationMs: Math.round(performance.now() - startedAt) } };
    } finally {
      await closeStore(copy);
    }
  } finally {
    removeFiles(path);
  }
}

async function tryOn(
  copy: SqliteStore,
  change: Change,
  { timed, thorough, actor }: RehearseOptions,
  teller: PhaseTeller,
): Promise<Rehearsal> {
  const { signal } = teller;
  const sizeBefore = fileBytes(copy);
  const searches = await chooseSearches(copy);
  const before = await observe(copy, { searches, timed, signal });
  const manager = new MigrationManager(copy, change.known);
  const startedAt = performance.now();
  const results = await applyChange(manager, change, {
    actor,
    onStep: ({ version, done, total }) => teller.tell(version, done, total),
  });
  const migrationMs = Math.ceil(performance.now() - startedAt);
  refuseIfFull(results);
  stopIfAborted(signal);
  teller.tell(null, 0, 0);
  const checks = [stepsCheck(results)];
  let after: Observation | null = null;
  if (results.every(({ success }) => success)) {
    // Other threads look at the structure while this one searches.
    const looking = thorough ? findProblems(copy.path, false) : null;
    looking?.catch(() => undefined);
    after = await observe(copy, { searches, timed, signal });
    checks.push(...compareWithBefore(before, after), ...(timed ? [speedCheck(before, after)] : []));
    if (looking !== null) {
      const { structure } = await looking;
      checks.push(check('integrity', structure, 'The structure of the copy and its references are sound.'));
    }
  }
  return {
    report: {
      ok: checks.every(({ ok }) => ok),
      from: change.from,
      to: change.to,
      durationMs: migrationMs,
      migrationMs,
      checks,
      tables: tablesOf(before, after),
      performance:
        timed && after !== null
          ? { beforeMs: medianMs(before.timesMs), afterMs: medianMs(after.timesMs) }
          : null,
    },
    expectation: expectationOf(before),
    writes: { logBytes: logBytes(copy), growthBytes: Math.max(0, fileBytes(copy) - sizeBefore) },
  };
}

/** That there was no room for the copy says nothing about the steps. */
function refuseIfFull(results: readonly StepResult[]): void {
  const error = results.at(-1)?.error;
  if (error?.kind === 'disk-full') throw new KnowledgeError(error);
}

function stepsCheck(results: readonly StepResult[]): Check {
  const error = results.at(-1)?.error;
  const steps = results.length === 1 ? 'The step went' : `All ${results.length} steps went`;
  return check('steps', error ? [error.message] : [], `${steps} through.`);
}

/** The guide's limit, and a look at whether searching became much slower than it was. */
function speedCheck(before: Observation, after: Observation): Check {
  const [was, is] = [medianMs(before.timesMs), medianMs(after.timesMs)];
  const ok = is <= slowSearchMs && is <= was * 3 + 20;
  return {
    name: 'performance',
    ok,
    detail: `A search took ${was.toFixed(1)} ms before and takes ${is.toFixed(1)} ms afterwards.`,
  };
}

/** Of the tables that are there before and after. */
function tablesOf(before: Observation, after: Observation | null): RehearsalReport['tables'] {
  return Object.entries(before.counts).flatMap(([table, rows]) => {
    const now = after?.counts[table];
    return now === undefined ? [] : [{ table, before: rows, after: now }];
  });
}

function fileBytes({ connection }: SqliteStore): number {
  const pages: unknown = connection.pragma('page_count', { simple: true });
  const size: unknown = connection.pragma('page_size', { simple: true });
  return Number(pages) * Number(size);
}

function logBytes({ path }: SqliteStore): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
