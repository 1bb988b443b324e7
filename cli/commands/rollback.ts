import type { Command } from 'commander';
import type { RollbackTarget } from '../../core/store/knowledge-base.ts';
import { currentActor } from '../actor.ts';
import { confirm, type ConfirmOptions } from '../confirm.ts';
import { withKnowledge } from '../global-options.ts';
import { describeRollback, describeSql, planFailure, showCustomSql } from '../plan-words.ts';
import { printOutcome } from '../print.ts';
import { doUpgradeWork, printReportOf } from '../upgrade-work.ts';
import { addCommand, countUpTo, refuseUsage } from './command.ts';

interface RollbackOptions extends ConfirmOptions {
  readonly to?: string;
  readonly steps?: number;
  readonly dryRun?: boolean;
}

export function addRollbackCommand(program: Command): void {
  addCommand(
    program,
    'rollback',
    'take the schema back; what the older one cannot hold is kept and comes back later',
  )
    .option('--to <version>', 'the schema version to go back to')
    .option('--steps <n>', 'so many steps back', countUpTo(999, 1))
    .option('--dry-run', 'only say what it would do')
    .option('--yes', 'do not ask')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<RollbackOptions>();
      const target = targetOf(options);
      if (target === null) refuseUsage(command, 'give either --to VERSION or --steps N');
      await (options.dryRun ? showPlan(target, options) : rollback(target, options));
    });
}

function targetOf({ to, steps }: RollbackOptions): RollbackTarget | null {
  if (to !== undefined) return steps === undefined ? { to } : null;
  return steps === undefined ? null : { steps };
}

async function showPlan(target: RollbackTarget, options: RollbackOptions): Promise<void> {
  const plan = await withKnowledge(options, (db) => db.planRollback(target));
  const document = { ...plan, dryRun: true, backup: null, results: [], validated: false, rolledBack: false };
  printOutcome(options, document, planFailure(plan), () =>
    ['Nothing was changed.', ...describeRollback(plan), ...describeSql(plan.steps)].join('\n'),
  );
}

async function rollback(target: RollbackTarget, options: RollbackOptions): Promise<void> {
  const plan = await withKnowledge(options, (db) => db.planRollback(target));
  await printReportOf(options, plan, async () => {
    if (plan.problems.length === 0 && plan.steps.length > 0) {
      showCustomSql(options, plan.steps);
      await confirm(describeRollback(plan).join('\n'), options);
    }
    const { profile } = options;
    const request = {
      ...target,
      confirmed: true,
      actor: currentActor(),
      ...(profile === undefined ? {} : { profile }),
    };
    return doUpgradeWork(options, (db, onProgress, signal) => db.rollback(request, onProgress, signal));
  });
}
