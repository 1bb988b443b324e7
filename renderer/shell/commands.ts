import type { Entry, MenuCommand } from '../../preload/api.ts';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { useBackups } from '../database/backups-store.ts';
import { useHealth } from '../database/health-store.ts';
import { showBackupsFolder } from '../database/show-backups-folder.ts';
import { useDraft } from '../editor/draft-store.ts';
import { copyEntry, copyEntryLabel, editEntry, setArchived } from '../entry/entry-actions.ts';
import { useEntry } from '../entry/entry-store.ts';
import { useFindInEntry } from '../entry/find-store.ts';
import { loadStarter } from '../first-run/load-starter.ts';
import { useFacets } from '../search/facets-store.ts';
import { useSearch } from '../search/search-store.ts';
import { useSettings } from '../settings/settings-store.ts';
import { useDialog } from './dialog-store.ts';
import { focusPart } from './focus-parts.ts';
import { presentLocation, useNavigation } from './navigation-store.ts';
import { places } from './places.ts';
import { isReadOnly } from './status-store.ts';

type OtherCommand =
  | 'filters'
  | 'include-archived'
  | 'copy-entry'
  | 'copy-label'
  | 'history'
  | 'print'
  | 'theme-light'
  | 'theme-dark'
  | 'theme-system'
  | `go-${string}`;

export interface Command {
  readonly id: MenuCommand | OtherCommand;
  readonly name: string;
  readonly keystroke?: string;
  /** Works only while an entry is shown. */
  readonly needsEntry?: true;
  /** Does not work while the database is opened for reading only. */
  readonly writes?: true;
  readonly run: () => void;
}

const withEntry = (act: (entry: Entry) => unknown) => () => {
  void shownEntry().then((entry) => (entry ? act(entry) : undefined));
};

/** The selected entry, waited for where the cursor has only just come to it. */
async function shownEntry(): Promise<Entry | null> {
  const { entryId } = presentLocation();
  if (useEntry.getState().entry?.id !== entryId) await useEntry.getState().load(entryId);
  const { entry } = useEntry.getState();
  return entry?.id === entryId ? entry : null;
}

/** Goes to the search, with the cursor in its box. */
export function goToSearch(): void {
  useNavigation.getState().goTo('search');
  useNavigation.getState().setReading(false);
  focusPart('box');
}

const inSearch = (act: () => void) => () => {
  useNavigation.getState().goTo('search');
  act();
};

/** Everything that can be asked for by name, in the order of the palette. */
export const commands: readonly Command[] = [
  { id: 'search', name: 'Search', keystroke: 'Mod+K', run: goToSearch },
  {
    id: 'new-entry',
    name: 'New entry',
    keystroke: 'Mod+N',
    writes: true,
    run: () => useDraft.getState().startNew(),
  },
  {
    id: 'edit-entry',
    name: 'Edit entry',
    keystroke: 'Mod+E',
    needsEntry: true,
    writes: true,
    run: withEntry(editEntry),
  },
  {
    id: 'archive-entry',
    name: 'Archive or unarchive entry',
    needsEntry: true,
    writes: true,
    run: withEntry((entry) => setArchived(entry, !entry.archived)),
  },
  { id: 'copy-entry', name: 'Copy entry as text', needsEntry: true, run: withEntry(copyEntry) },
  { id: 'copy-label', name: 'Copy link to entry', needsEntry: true, run: withEntry(copyEntryLabel) },
  {
    id: 'history',
    name: 'History of entry',
    needsEntry: true,
    run: withEntry(() => useDialog.getState().show('history')),
  },
  {
    id: 'find-in-entry',
    name: 'Find in entry',
    keystroke: 'Mod+F',
    needsEntry: true,
    run: withEntry(() => useFindInEntry.getState().show()),
  },
  {
    id: 'print',
    name: 'Print entry',
    keystroke: 'Mod+P',
    needsEntry: true,
    run: withEntry(() => window.print()),
  },
  {
    id: 'filters',
    name: 'Show or hide filters',
    keystroke: 'Mod+Shift+F',
    run: inSearch(() => useFacets.getState().toggleShown()),
  },
  {
    id: 'include-archived',
    name: 'Include archived entries, or leave them out',
    run: inSearch(() => {
      const search = useSearch.getState();
      search.setIncludeArchived(!search.includeArchived);
    }),
  },
  { id: 'back', name: 'Back', keystroke: 'Alt+ArrowLeft', run: () => useNavigation.getState().back() },
  {
    id: 'forward',
    name: 'Forward',
    keystroke: 'Alt+ArrowRight',
    run: () => useNavigation.getState().forward(),
  },
  ...places
    .filter((place) => place.id !== 'search')
    .map((place): Command => {
      const run = () => useNavigation.getState().goTo(place.id);
      if (place.id === 'settings') return { id: 'settings', name: 'Settings', keystroke: 'Mod+,', run };
      if (place.id === 'database') return { id: 'database', name: 'Database', run };
      return { id: `go-${place.id}`, name: place.name, run };
    }),
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
  {
    id: 'load-starter',
    name: 'Load the starter knowledge base',
    writes: true,
    run: () => void loadStarter(),
  },
  { id: 'theme-light', name: 'Light theme', run: () => void useSettings.getState().save({ theme: 'light' }) },
  { id: 'theme-dark', name: 'Dark theme', run: () => void useSettings.getState().save({ theme: 'dark' }) },
  {
    id: 'theme-system',
    name: 'Theme of the system',
    run: () => void useSettings.getState().save({ theme: 'system' }),
  },
  {
    id: 'command-palette',
    name: 'Commands',
    keystroke: 'Mod+Shift+P',
    run: () => useDialog.getState().show('palette'),
  },
  {
    id: 'shortcuts',
    name: 'Keyboard shortcuts',
    keystroke: '?',
    run: () => useDialog.getState().show('shortcuts'),
  },
  { id: 'about', name: 'About Abendbook', run: () => useDialog.getState().show('about') },
];

/** Whether a command would do something now. */
export function isAvailable(command: Command): boolean {
  const { place, entryId } = presentLocation();
  if (command.writes && isReadOnly()) return false;
  return !command.needsEntry || (place === 'search' && entryId !== null);
}
