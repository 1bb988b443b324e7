import type { Failure } from '../core/failure.ts';
import type { KeptRows, PlannedStep, RollbackPlan, UpgradePlan } from '../core/upgrade/upgrade-types.ts';
import type { GlobalOptions } from './global-options.ts';
import { megabytes } from './megabytes.ts';

/** An upgrade's plan for a person, without its SQL. */
export function describeUpgrade(plan: UpgradePlan): readonly string[] {
  if (plan.steps.length === 0 && plan.problems.length === 0)
    return [`It stands at ${plan.from}; there is nothing to upgrade.`];
  return [
    `Upgrade from ${plan.from} to ${plan.to}:`,
    ...plan.steps.map(stepLine),
    `It needs ${megabytes(plan.neededBytes)} of disk space for a while; ${megabytes(plan.freeBytes)} are free.`,
    plan.forecastMs === null
      ? 'How long it closes the knowledge base to writing, a rehearsal will say.'
      : `It closes the knowledge base to writing for about ${seconds(plan.forecastMs)}, as the rehearsal measured.`,
    plan.backup === null
      ? 'A backup is made first.'
      : `This backup of what it holds now serves: ${plan.backup.path}`,
    ...plan.bringsBack.map((rows) => `It brings back ${keptWords(rows)}, kept by an earlier rollback.`),
    ...plan.problems,
  ];
}

/** A rollback's plan for a person, without its SQL. */
export function describeRollback(plan: RollbackPlan): readonly string[] {
  if (plan.steps.length === 0 && plan.problems.length === 0)
    return [`It stands at ${plan.from}; there is nothing to roll back.`];
  return [
    `Roll back from ${plan.from} to ${plan.to}, undoing:`,
    ...plan.steps.map(stepLine),
    ...plan.keeps.map((rows) => `It keeps ${keptWords(rows)}; they come back with the next upgrade.`),
    ...plan.problems,
  ];
}

/** The SQL of steps, each below its name. */
export function describeSql(steps: readonly PlannedStep[]): readonly string[] {
  return steps.flatMap((step) => [
    '',
    `-- ${step.version}${step.file === null ? '' : `, from ${step.file}`}`,
    step.sql.trim(),
  ]);
}

/** Shows what custom steps will run, before anybody is asked. In a script that wants one document it stands there. */
export function showCustomSql(options: GlobalOptions, steps: readonly PlannedStep[]): void {
  const custom = steps.filter(({ file }) => file !== null);
  if (custom.length === 0 || (options.json && !process.stderr.isTTY)) return;
  process.stderr.write(`Custom steps run this SQL:\n${describeSql(custom).join('\n')}\n\n`);
}

export function keptWords({ version, table, rows }: KeptRows): string {
  return `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} of ${table} (${version})`;
}

export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.ceil(ms)} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

function stepLine({ version, name, file }: PlannedStep): string {
  return `  ${version}  ${name}${file === null ? '' : `  (custom: ${file})`}`;
}

/** Why a plan cannot be carried out; null when it can. */
export function planFailure({ problems }: { readonly problems: readonly string[] }): Failure | null {
  if (problems.length === 0) return null;
  return {
    kind: 'history-mismatch',
    message: problems.join(' '),
    recovery: 'Nothing was changed. Put this right first; kb history shows what was applied.',
  };
}
