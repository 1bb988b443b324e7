import { useBackups } from '../database/backups-store.ts';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { useHealth } from '../database/health-store.ts';
import { showBackupsFolder } from '../database/show-backups-folder.ts';
import { loadStarter } from '../first-run/load-starter.ts';
import { showExport } from '../transfer/export-store.ts';
import { showImport } from '../transfer/import-store.ts';
import type { Command } from './command.ts';
import { useNavigation } from './navigation-store.ts';

/** What can be asked for of the knowledge base as a whole. */
export const databaseCommands: readonly Command[] = [
  {
    id: 'upgrade',
    name: 'Upgrade the knowledge base',
    writes: true,
    run: () => useNavigation.getState().goTo('upgrade'),
  },
  {
    id: 'roll-back',
    name: 'Roll back the schema',
    writes: true,
    run: () => useNavigation.getState().goTo('roll-back'),
  },
  { id: 'back-up', name: 'Back up now', run: () => void useBackups.getState().backUp() },
  { id: 'restore-backup', name: 'Restore from backup', run: () => showDatabaseTab('backups') },
  { id: 'undo-restore', name: 'Undo the last restore', run: () => void useBackups.getState().askToUndo() },
  { id: 'show-backups', name: 'Open the backups folder', run: () => void showBackupsFolder() },
  {
    id: 'health-check',
    name: 'Health check',
    run: () => {
      showDatabaseTab('health');
      void useHealth.getState().check();
    },
  },
  { id: 'import', name: 'Import a file or folder', keystroke: 'Mod+Shift+O', writes: true, run: showImport },
  {
    id: 'export',
    name: 'Export entries',
    keystroke: 'Mod+Shift+E',
    run: showExport,
  },
  {
    id: 'load-starter',
    name: 'Load the starter knowledge base',
    writes: true,
    run: () => void loadStarter(),
  },
];
