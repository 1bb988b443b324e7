import type { EntryId } from '../../core/entries/entry.ts';
import type { Announce } from '../announce.ts';
import type { Database } from '../database.ts';
import { recentEntries } from '../recents.ts';
import type { SettingsStore } from '../settings.ts';
import type { Handlers } from './register.ts';

interface EntryChannelsOptions {
  readonly database: Database;
  readonly settings: SettingsStore;
  readonly announce: Announce;
}

type EntryChannel =
  | 'entries:get'
  | 'entries:add'
  | 'entries:update'
  | 'entries:set-archived'
  | 'entries:history'
  | 'entries:recents'
  | 'entries:opened'
  | 'entries:similar-titles'
  | 'entries:vocabulary';

export function entryChannels({
  database,
  settings,
  announce,
}: EntryChannelsOptions): Handlers<EntryChannel> {
  const actor = () => settings.settings.author;
  const announceChanged = (id: EntryId) => announce('entries:changed', { ids: [id] });

  return {
    'entries:get': ({ id }) => database.use((knowledge) => knowledge.getEntry(id)),
    'entries:add': async ({ entry }) => {
      const added = await database.change(async (knowledge) =>
        knowledge.getEntry(await knowledge.addEntry(entry, actor())),
      );
      announceChanged(added.id);
      return added;
    },
    'entries:update': async ({ id, patch, expectedRevision }) => {
      const updated = await database.change((knowledge) =>
        knowledge.updateEntry(id, patch, { actor: actor(), expectedRevision }),
      );
      announceChanged(updated.id);
      return updated;
    },
    'entries:set-archived': async ({ id, archived }) => {
      const changed = await database.change((knowledge) =>
        archived ? knowledge.archiveEntry(id, actor()) : knowledge.unarchiveEntry(id, actor()),
      );
      announceChanged(changed.id);
      return changed;
    },
    'entries:history': ({ id }) => database.use((knowledge) => knowledge.listRevisions(id)),
    'entries:recents': () =>
      database.use((knowledge) => recentEntries(knowledge, settings.openedEntries(database.path))),
    'entries:opened': async ({ id }) => {
      await settings.recordOpened(database.path, id);
      return null;
    },
    'entries:similar-titles': ({ title, excludeId }) =>
      database.use((knowledge) => knowledge.similarTitles(title, excludeId ?? undefined)),
    'entries:vocabulary': () => database.use((knowledge) => knowledge.vocabulary()),
  };
}
