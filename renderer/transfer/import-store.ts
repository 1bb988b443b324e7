import { create } from 'zustand';
import type { ChosenSource, Failure, ImportPreview, Mapping, Outcome } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { showNotice } from '../shell/notices-store.ts';
import { useImportRun } from './import-run-store.ts';
import { columnsUsed } from './mapping-edits.ts';
import type { Reading } from './reading.ts';
import { allWanted } from './wanted-entries.ts';
import type { WantedEntries } from './wanted-entries.ts';

/** Changes that follow each other this quickly are looked at together, in milliseconds. */
const pause = 120;

interface ImportState {
  readonly source: ChosenSource | null;
  /** How the file is read where the user knows better than the program. */
  readonly reading: Reading;
  /** Which entries, where the source is another knowledge base. */
  readonly wanted: WantedEntries;
  /** The last look at the file. It stays until there is a newer one. */
  readonly preview: ImportPreview | null;
  /** As the user has it now; null until the file was looked at. */
  readonly mapping: Mapping | null;
  readonly isEdited: boolean;
  readonly looking: boolean;
  readonly failure: Failure | null;
  /** Asks for a file or a folder, and opens it. */
  readonly choose: (what: 'file' | 'folder') => Promise<void>;
  readonly open: (source: ChosenSource) => void;
  readonly look: () => Promise<void>;
  readonly read: (change: Reading) => void;
  readonly map: (mapping: Mapping) => void;
  readonly want: (change: Partial<WantedEntries>) => void;
  readonly close: () => void;
}

const nothing = {
  source: null,
  reading: {},
  wanted: allWanted,
  preview: null,
  mapping: null,
  isEdited: false,
  looking: false,
  failure: null,
} as const;

let latestLook = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;
/** What was worked on since the start, by the paths of the files: a wrong drop loses none of that work. */
const workedOn = new Map<string, Pick<ImportState, 'mapping' | 'reading' | 'isEdited' | 'wanted'>>();

/** The file that is to be imported, how it is read, which of its entries, and what becomes of its columns. */
export const useImport = create<ImportState>()((set, get) => ({
  ...nothing,
  choose: async (what) => {
    const outcome = await ask('transfer:choose', { what });
    if (outcome.ok && outcome.value !== null) get().open(outcome.value);
    else if (!outcome.ok) tell(outcome);
  },
  open: (source) => {
    if (useImportRun.getState().busy !== null) {
      showNotice({ text: 'Another file is being worked on. Wait until that has ended, or cancel it.' });
      return;
    }
    set({ ...nothing, source, ...workedOn.get(source.path) });
    useImportRun.getState().reset();
    useNavigation.getState().goTo('import');
    void get().look();
  },
  look: async () => {
    const { source, reading, mapping, isEdited } = get();
    if (source === null) return;
    clearTimeout(waiting);
    latestLook += 1;
    const mine = latestLook;
    set({ looking: true });
    const sent = isEdited && mapping !== null ? { mapping } : {};
    const outcome = await ask('transfer:preview', { path: source.path, ...reading, ...sent });
    if (mine !== latestLook) return;
    if (!outcome.ok) {
      set({ looking: false, failure: outcome.failure });
      return;
    }
    const preview = outcome.value;
    // What was edited for columns that are not there any more is of no use.
    if (isEdited && mapping !== null && !fits(mapping, preview)) {
      set({ isEdited: false });
      await get().look();
      return;
    }
    set({ preview, looking: false, failure: null, ...(isEdited ? {} : { mapping: preview.mapping }) });
  },
  read: (change) => {
    set({ reading: { ...get().reading, ...change } });
    remember();
    void get().look();
  },
  map: (mapping) => {
    set({ mapping, isEdited: true });
    remember();
    clearTimeout(waiting);
    waiting = setTimeout(() => void get().look(), pause);
  },
  want: (change) => {
    set({ wanted: { ...get().wanted, ...change } });
    remember();
  },
  close: () => {
    latestLook += 1;
    clearTimeout(waiting);
    set(nothing);
    useImportRun.getState().reset();
    showDatabaseTab('transfer');
  },
}));

/** Goes to the import that is under way or, where none is, to where one begins. */
export function showImport(): void {
  if (useImport.getState().source === null) showDatabaseTab('transfer');
  else useNavigation.getState().goTo('import');
}

function remember(): void {
  const { source, mapping, reading, isEdited, wanted } = useImport.getState();
  if (source !== null && (isEdited || wanted !== allWanted))
    workedOn.set(source.path, { mapping, reading, isEdited, wanted });
}

/** Whether a mapping has to do with this file as it is read now: another delimiter makes other columns. */
function fits(mapping: Mapping, { columns }: ImportPreview): boolean {
  const there = new Set(columns.map(({ name }) => name));
  const used = columnsUsed(mapping);
  return used.length === 0 || used.some((column) => there.has(column));
}

function tell(outcome: Extract<Outcome<never>, { ok: false }>): void {
  const { message, recovery } = outcome.failure;
  showNotice({ text: `${message} ${recovery}`, failed: true });
}
