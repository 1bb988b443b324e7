import type { Engine } from '../store/knowledge-base.ts';
import { counted, inSeconds } from './in-words.ts';
import type { KeptRows, UpgradeOptions, UpgradeReport } from './upgrade-types.ts';

export interface SummaryFacts {
  readonly options: UpgradeOptions;
  readonly engine: Engine;
  /** The database, as a user knows it. */
  readonly database: string;
  /** Steps that were to run. */
  readonly pending: number;
  readonly remarks: readonly string[];
}

/** The whole story of an upgrade or a rollback, in the order in which a reader wants to know it. */
export function summarise(report: UpgradeReport, facts: SummaryFacts): readonly string[] {
  return [
    ...outcome(report, facts),
    ...backupWords(report, facts),
    ...rehearsalWords(report),
    ...keptWords(report),
    ...seedWords(report),
    ...slowWords(report),
    ...facts.remarks,
  ];
}

function outcome(report: UpgradeReport, { options, database, pending }: SummaryFacts): readonly string[] {
  const { direction, from, to, failure, results, durationMs, validated } = report;
  const what = direction === 'up' ? 'upgrade' : 'rollback';
  if (failure !== null) {
    const how = failure.kind === 'cancelled' ? 'was cancelled' : 'did not succeed';
    return [`The ${what} ${how}. ${failure.message}`, failure.recovery];
  }
  if (pending === 0) return [`${database} stands at schema ${to}; there was nothing to do.`];
  if (options.validateOnly)
    return [`Only looked whether the ${what} would do, and it would. Your knowledge base was not changed.`];
  const done = direction === 'up' ? 'Upgraded' : 'Rolled back';
  return [
    `${done} from ${from} to ${to}: ${counted(results.length, 'step')}, ${inSeconds(durationMs)} altogether.`,
    ...(validated ? ['Afterwards the whole knowledge base was looked through, and it is sound.'] : []),
  ];
}

function backupWords({ backup, results }: UpgradeReport, { engine }: SummaryFacts): readonly string[] {
  if (backup !== null) return [`The verified backup made before is ${backup.path}`];
  if (results.length === 0) return [];
  return engine === 'sqlite'
    ? ['No backup was made before, since it was to be skipped.']
    : ['No backup was made: there is no file to copy on a server, which is backed up with its own tools.'];
}

function rehearsalWords({ rehearsal }: UpgradeReport): readonly string[] {
  if (rehearsal === null || !rehearsal.ok) return [];
  const searches = rehearsal.checks.find(({ name }) => name === 'searches')?.detail ?? '';
  const times = rehearsal.performance;
  return [
    `It was tried on a copy, where the steps took ${inSeconds(rehearsal.migrationMs)}. ${searches}`.trim(),
    ...(times === null
      ? []
      : [
          `On the copy a search took ${times.beforeMs.toFixed(1)} ms before and ${times.afterMs.toFixed(1)} ms afterwards.`,
        ]),
  ];
}

function keptWords({ kept, broughtBack, conflicts }: UpgradeReport): readonly string[] {
  return [
    ...(rowsOf(kept) === 0
      ? []
      : [
          `The older schema cannot hold ${listed(kept)}: they are kept, and come back with the next upgrade.`,
        ]),
    ...(rowsOf(broughtBack) === 0
      ? []
      : [`Kept by an earlier rollback and back again: ${listed(broughtBack)}.`]),
    ...(conflicts === 0
      ? []
      : [
          `${counted(conflicts, 'kept row')} could not simply come back: nothing of them is lost, and the schema history shows each for you to settle.`,
        ]),
  ];
}

function seedWords({ seeded }: UpgradeReport): readonly string[] {
  if (seeded === 0) return [];
  return [
    `${counted(seeded, 'entry', 'entries')} tagged “test-data” ${seeded === 1 ? 'was' : 'were'} added.`,
  ];
}

function slowWords({ checklist }: UpgradeReport): readonly string[] {
  const slow = checklist.find(({ name, ok }) => name === 'performance' && !ok);
  return slow === undefined ? [] : [`Searching is slow on this machine: ${slow.detail}`];
}

function rowsOf(kept: readonly KeptRows[]): number {
  return kept.reduce((sum, { rows }) => sum + rows, 0);
}

function listed(kept: readonly KeptRows[]): string {
  const filled = kept.filter(({ rows }) => rows > 0);
  return filled.map(({ table, rows }) => `${counted(rows, 'row')} of ${table}`).join(', ');
}
