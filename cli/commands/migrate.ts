import type { Command } from 'commander';
import { KnowledgeError } from '../../core/failure.ts';
import type { UpgradeRequest } from '../../core/store/knowledge-base.ts';

import { currentActor } from '../actor.ts';
import { confirm, type ConfirmOptions } from '../confirm.ts';
import { withKnowledge } from '../global-options.ts';
import { describeSql, describeUpgrade, planFailure, showCustomSql } from '../plan-words.ts';
import { printOutcome } from '../print.ts';
import { rehearsalFailure } from '../rehearsal-words.ts';
import { doUpgradeWork, printReportOf } from '../upgrade-work.ts';
import { addCommand } from './command.ts';

interface MigrateOptions extends ConfirmOptions {
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly rehearse?: boolean;
}

export function addMigrateCommand(program: Command): void {
  addCommand(program, 'migrate', 'upgrade the schema: check, back up, rehearse, upgrade, check again')
    .option('--to <version>', 'stop at this schema version')
    .option('--dry-run', 'only say what it would do')
    .option('--rehearse', 'try it on a copy first, also where the profile does not ask for it')
    .option('--yes', 'do not ask')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<MigrateOptions>();
      await (options.dryRun ? showPlan(options) : migrate(options));
    });
}

async function migrate(options: MigrateOptions): Promise<void> {
  const plan = await withKnowledge(options, (db) => db.planUpgrade(options.to));
  await printReportOf(options, plan, async () => {
    if (plan.problems.length === 0 && plan.steps.length > 0) {
      showCustomSql(options, plan.steps);
      await confirm(describeUpgrade(plan).join('\n'), options);
    }
    const request = { ...requestOf(options), confirmed: true };
    return doUpgradeWork(options, async (db, onProgress, signal) => {
      if (options.rehearse) {
        const failure = rehearsalFailure(await db.rehearse(request, onProgress, signal));
        if (failure !== null) throw new KnowledgeError(failure);
      }
      return db.upgrade(request, onProgress, signal);
    });
  });
}

function requestOf({ to, profile }: MigrateOptions): UpgradeRequest {
  return {
    actor: currentActor(),
    ...(to === undefined ? {} : { to }),
    ...(profile === undefined ? {} : { profile }),
  };
}

async function showPlan(options: MigrateOptions): Promise<void> {
  const { plan, rehearsal } = options.rehearse
    ? await doUpgradeWork(options, async (db, onProgress, signal) => {
        const report = await db.rehearse(requestOf(options), onProgress, signal);
        return { plan: await db.planUpgrade(options.to), rehearsal: report };
      })
    : { plan: await withKnowledge(options, (db) => db.planUpgrade(options.to)), rehearsal: null };
  const { backup, ...rest } = plan;
  const document = {
    ...rest,
    dryRun: true,
    backup: null,
    presentBackup: backup,
    results: [],
    validated: false,
    rolledBack: false,
    rehearsal: rehearsal ?? plan.rehearsal,
  };
  const failure = planFailure(plan) ?? (rehearsal === null ? null : rehearsalFailure(rehearsal));
  printOutcome(options, document, failure, () =>
    ['Nothing was changed.', ...describeUpgrade(plan), ...describeSql(plan.steps)].join('\n'),
  );
}
