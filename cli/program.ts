import { Command } from 'commander';
import { programVersion } from '../core/program-version.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addChecklistCommand } from './commands/checklist.ts';
import { addConflictsCommands } from './commands/conflicts.ts';
import { addEntryCommands } from './commands/entry.ts';
import { addExportCommand } from './commands/export.ts';
import { addHealthCommand } from './commands/health.ts';
import { addHistoryCommand } from './commands/history.ts';
import { addImportCommand } from './commands/import.ts';
import { addInitCommand } from './commands/init.ts';
import { addMappingCommands } from './commands/mapping.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addRehearseCommand } from './commands/rehearse.ts';
import { addRestoreCommand } from './commands/restore.ts';
import { addRollbackCommand } from './commands/rollback.ts';
import { addSalvageCommand } from './commands/salvage.ts';
import { addSearchCommand } from './commands/search.ts';
import { addStatsCommand } from './commands/stats.ts';
import { addStatusCommand } from './commands/status.ts';
import { addGlobalOptions } from './global-options.ts';

/** Every command of `kb`. Wrong usage throws a `CommanderError` after it has printed the usage. */
export function makeProgram(): Command {
  const program = new Command('kb')
    .description('Abendbook from a terminal: search, write and look after a knowledge base.')
    .version(programVersion)
    .exitOverride()
    .showHelpAfterError();
  addGlobalOptions(program);
  addInitCommand(program);
  addStatusCommand(program);
  addEntryCommands(program);
  addSearchCommand(program);
  addStatsCommand(program);
  addChecklistCommand(program);
  addRehearseCommand(program);
  addMigrateCommand(program);
  addRollbackCommand(program);
  addHistoryCommand(program);
  addConflictsCommands(program);
  addBackupCommands(program);
  addRestoreCommand(program);
  addSalvageCommand(program);
  addExportCommand(program);
  addImportCommand(program);
  addMappingCommands(program);
  addHealthCommand(program);
  return program;
}
