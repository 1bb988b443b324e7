import type { Failure } from '../core/failure.ts';
import type { Check, RehearsalReport } from '../core/upgrade/upgrade-types.ts';
import { seconds } from './plan-words.ts';

/** Why a rehearsal did not succeed; null when it did. */
export function rehearsalFailure({ ok, checks }: RehearsalReport): Failure | null {
  if (ok) return null;
  const details = checks.filter((check) => !check.ok).map(({ detail }) => detail);
  return {
    kind: 'migration-failed',
    message: `The rehearsal on a copy failed: ${details.join(' ')}`,
    recovery: 'Your knowledge base was not changed.',
  };
}

export function describeRehearsal(report: RehearsalReport): string {
  const { ok, from, to, durationMs, migrationMs, checks, tables, performance } = report;
  const count = (value: number): string => value.toLocaleString('en');
  return [
    `${ok ? 'Rehearsed' : 'Failed in rehearsal'}: ${from} to ${to} on a copy, in ${seconds(durationMs)}. Your knowledge base was not touched.`,
    `The upgrade will close it to writing for about ${seconds(migrationMs)}.`,
    ...checks.map(checkLine),
    ...tables.map(
      ({ table, before, after }) => `  ${table}: ${count(before)} rows before, ${count(after)} after`,
    ),
    ...(performance === null
      ? []
      : [
          `A search takes ${performance.beforeMs.toFixed(1)} ms before, ${performance.afterMs.toFixed(1)} ms after.`,
        ]),
  ].join('\n');
}

export function checkLine({ name, ok, detail }: Check): string {
  return `${ok ? '✓' : '✗'} ${name}: ${detail}`;
}
