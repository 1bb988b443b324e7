import type { Entry } from '../../preload/api.ts';
import { useDraft } from '../editor/draft-store.ts';
import { copyEntry, copyEntryLabel, editEntry, setArchived } from '../entry/entry-actions.ts';
import { useEntry } from '../entry/entry-store.ts';
import { useFindInEntry } from '../entry/find-store.ts';
import { useFacets } from '../search/facets-store.ts';
import { useSearch } from '../search/search-store.ts';
import { useSettings } from '../settings/settings-store.ts';
import type { Command } from './command.ts';
import { databaseCommands } from './database-commands.ts';
import { useDialog } from './dialog-store.ts';
import { focusPart } from './focus-parts.ts';
import { presentLocation, useNavigation } from './navigation-store.ts';
import { places } from './places.ts';
import { isReadOnly } from './status-store.ts';

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
  ...databaseCommands,
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
