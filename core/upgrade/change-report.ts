import type { Failure } from '../failure.ts';
import type { Change } from './change.ts';
import type { StepResult, UpgradeReport } from './upgrade-types.ts';

/** A report while what it tells of is going on. */
export type GrowingReport = { -readonly [Key in keyof UpgradeReport]: UpgradeReport[Key] };

export function beginReport({ direction, from }: Pick<Change, 'direction' | 'from'>): GrowingReport {
  return {
    direction,
    from,
    to: from,
    backup: null,
    results: [],
    validated: false,
    rolledBack: false,
    restored: false,
    checklist: [],
    rehearsal: null,
    durationMs: 0,
    kept: [],
    broughtBack: [],
    conflicts: 0,
    seeded: 0,
    failure: null,
    summary: [],
  };
}

/** Adds what became of the steps. Returns why they failed; null where they did not. */
export function addResults(report: GrowingReport, results: readonly StepResult[]): Failure | null {
  report.results = results.map(({ version, name, success, durationMs, error }) => ({
    version,
    name,
    success,
    durationMs,
    error,
  }));
  report.kept = results.flatMap(({ kept }) => kept);
  report.broughtBack = results.flatMap(({ broughtBack }) => broughtBack);
  report.conflicts = results.reduce((sum, { conflicts }) => sum + conflicts, 0);
  return results.at(-1)?.error ?? null;
}
