import { create } from 'zustand';
import type { Backup, BackupEntry, EntryRecovery, Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { countOf } from '../parts/format.ts';
import { showNotice } from '../shell/notices-store.ts';

/** So many entries of a backup are listed at once; a search narrows them. */
const limit = 200;

interface BackupEntriesState {
  /** The backup that is looked into; null where none is. */
  readonly backup: Backup | null;
  readonly query: string;
  readonly entries: readonly BackupEntry[] | null;
  readonly total: number;
  readonly ticked: ReadonlySet<string>;
  readonly failure: Failure | null;
  readonly recovering: boolean;
  readonly open: (backup: Backup) => void;
  readonly close: () => void;
  readonly search: (query: string) => Promise<void>;
  readonly tick: (id: string, isTicked: boolean) => void;
  readonly bringBack: () => Promise<void>;
}

const nothing = {
  query: '',
  entries: null,
  total: 0,
  ticked: new Set<string>(),
  failure: null,
  recovering: false,
} as const;

/** The entries in a backup, and those that are to come back from it. */
export const useBackupEntries = create<BackupEntriesState>()((set, get) => ({
  backup: null,
  ...nothing,
  open: (backup) => {
    set({ backup, ...nothing });
    void get().search('');
  },
  close: () => set({ backup: null, ...nothing }),
  search: async (query) => {
    const { backup } = get();
    if (backup === null) return;
    set({ query });
    const outcome = await ask('backups:entries', { path: backup.path, query, limit });
    // Another search, or another backup, may have been asked for meanwhile.
    if (get().backup !== backup || get().query !== query) return;
    set(
      outcome.ok
        ? { entries: outcome.value.entries, total: outcome.value.total, failure: null }
        : { entries: null, total: 0, failure: outcome.failure },
    );
  },
  tick: (id, isTicked) => {
    const ticked = new Set(get().ticked);
    if (isTicked) ticked.add(id);
    else ticked.delete(id);
    set({ ticked });
  },
  bringBack: async () => {
    const { backup, ticked, recovering } = get();
    if (backup === null || ticked.size === 0 || recovering) return;
    set({ recovering: true, failure: null });
    const outcome = await ask('backups:recover-entries', { path: backup.path, ids: [...ticked] });
    set({ recovering: false });
    if (!outcome.ok) {
      set({ failure: outcome.failure });
      return;
    }
    get().close();
    showNotice({ text: recoveryInWords(outcome.value) });
  },
}));

/** `2 entries were added and 1 entry got back its former text, as a new revision.` */
export function recoveryInWords({ added, updated, unchanged }: EntryRecovery): string {
  const parts = [
    ...(added.length > 0 ? [`${countOf(added.length, 'entry was', 'entries were')} added`] : []),
    ...(updated.length > 0
      ? [
          `${countOf(updated.length, 'entry has', 'entries have')} the text of the backup again, as a new revision`,
        ]
      : []),
    ...(unchanged.length > 0
      ? [`${countOf(unchanged.length, 'entry was', 'entries were')} the same already`]
      : []),
  ];
  return parts.length === 0 ? 'Nothing was brought back.' : `${parts.join('; ')}.`;
}
