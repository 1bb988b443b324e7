import type { Command } from 'commander';
import { currentActor } from '../actor.ts';
import type { GlobalOptions } from '../global-options.ts';
import { printOutcome } from '../print.ts';
import { describeRehearsal, rehearsalFailure } from '../rehearsal-words.ts';
import { doUpgradeWork } from '../upgrade-work.ts';
import { addCommand } from './command.ts';

interface RehearseOptions extends GlobalOptions {
  readonly to?: string;
}

export function addRehearseCommand(program: Command): void {
  addCommand(program, 'rehearse', 'try an upgrade on a copy; the knowledge base itself is not touched')
    .option('--to <version>', 'stop at this schema version')
    .action(async (_options: object, command: Command) => {
      const options = command.optsWithGlobals<RehearseOptions>();
      const { to, profile } = options;
      const request = {
        actor: currentActor(),
        ...(to === undefined ? {} : { to }),
        ...(profile === undefined ? {} : { profile }),
      };
      const report = await doUpgradeWork(options, (db, onProgress, signal) =>
        db.rehearse(request, onProgress, signal),
      );
      printOutcome(options, report, rehearsalFailure(report), describeRehearsal);
    });
}
