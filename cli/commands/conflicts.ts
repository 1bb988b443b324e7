import { Argument, InvalidArgumentError, type Command } from 'commander';
import type { KeptConflict } from '../../core/upgrade/upgrade-types.ts';
import { readKnowledge, withKnowledge, type GlobalOptions } from '../global-options.ts';
import { printResult } from '../print.ts';
import { addCommand } from './command.ts';

/** The commands below `kb conflicts`: kept rows that an upgrade could not simply bring back. */
export function addConflictsCommands(program: Command): void {
  const conflicts = program
    .command('conflicts')
    .description('rows kept by a rollback that could not simply come back')
    .copyInheritedSettings(program);
  addCommand(conflicts, 'list', 'list them').action(async (_options: object, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions>();
    const { conflicts: found } = await readKnowledge(options, (db) => db.schemaHistory());
    printResult(options, { conflicts: found.map(readableConflict) }, () => describe(found));
  });
  addCommand(conflicts, 'settle', 'end one, with the kept values put back or with what stands there now')
    .addArgument(new Argument('<id>', 'its number in the list').argParser(conflictNumber))
    .addArgument(new Argument('<choice>').choices(['kept', 'present']))
    .action(async (id: number, choice: 'kept' | 'present', _options: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const remaining = await withKnowledge(options, async (db) => {
        await db.settleConflict(id, choice);
        return (await db.schemaHistory()).conflicts.length;
      });
      printResult(options, { id, choice, remaining }, () =>
        [
          choice === 'kept' ? 'The kept values were put back.' : 'What stands there now stays.',
          remaining === 0 ? 'No conflict is left.' : `Conflicts left: ${remaining.toLocaleString('en')}.`,
        ].join(' '),
      );
    });
}

/** A conflict with its rows as JSON instead of as text. */
export function readableConflict({ key, kept, present, ...rest }: KeptConflict): object {
  return {
    ...rest,
    key: JSON.parse(key) as unknown,
    kept: JSON.parse(kept) as unknown,
    present: present === null ? null : (JSON.parse(present) as unknown),
  };
}

function conflictNumber(value: string): number {
  if (!/^\d{1,15}$/.test(value))
    throw new InvalidArgumentError('It must be the number of a conflict in the list.');
  return Number(value);
}

function describe(conflicts: readonly KeptConflict[]): string {
  if (conflicts.length === 0) return 'There are no conflicts.';
  const blocks = conflicts.map(({ id, version, table, key, reason, kept, present }) =>
    [
      `${id}  ${table} ${key} (${version})  ${reason}`,
      `   kept:    ${kept}`,
      `   present: ${present ?? 'no such row'}`,
    ].join('\n'),
  );
  return [...blocks, 'Settle one with: kb conflicts settle NUMBER kept, or present'].join('\n');
}
