import { create } from 'zustand';
import type { Failure, ImportChoice, ImportReport } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useBackups } from '../database/backups-store.ts';

type Mode = ImportChoice['mode'];

interface ImportRunState {
  /** Null while the file is still looked at. */
  readonly step: 'check' | 'result' | null;
  readonly busy: 'checking' | 'importing' | null;
  readonly mode: Mode;
  readonly onBadRecord: ImportChoice['onBadRecord'];
  readonly backup: boolean;
  /** What would happen, found out without changing anything, for the mode that it was asked for. */
  readonly checked: ImportReport | null;
  readonly report: ImportReport | null;
  readonly undone: boolean;
  readonly failure: Failure | null;
  readonly check: (file: ImportFile, mode?: Mode) => Promise<void>;
  readonly run: (file: ImportFile) => Promise<void>;
  readonly choose: (choice: Partial<Pick<ImportRunState, 'onBadRecord' | 'backup'>>) => void;
  readonly backToFile: () => void;
  readonly undo: () => void;
  readonly reset: () => void;
}

/** Which file, and how it is read. */
export type ImportFile = Omit<ImportChoice, 'mode' | 'onBadRecord' | 'backup'>;

const fresh = {
  step: null,
  busy: null,
  mode: 'merge',
  onBadRecord: 'skip',
  backup: true,
  checked: null,
  report: null,
  undone: false,
  failure: null,
} as const;

/** The check of a whole file, the import itself, and what came of it. Both go on while another place is shown. */
export const useImportRun = create<ImportRunState>()((set, get) => ({
  ...fresh,
  check: async (file, mode = get().mode) => {
    if (get().busy !== null) return;
    set({ step: 'check', busy: 'checking', mode, checked: null, failure: null });
    // Every bad record is to be told, whatever is done about them then.
    const outcome = await ask('transfer:check', { ...file, mode, onBadRecord: 'skip', backup: false });
    set({ busy: null, ...(outcome.ok ? { checked: outcome.value } : { failure: outcome.failure }) });
  },
  run: async (file) => {
    const { busy, mode, onBadRecord, backup } = get();
    if (busy !== null) return;
    set({ busy: 'importing', failure: null });
    const outcome = await ask('transfer:import', { ...file, mode, onBadRecord, backup });
    if (outcome.ok) set({ busy: null, step: 'result', report: outcome.value });
    else set({ busy: null, failure: outcome.failure });
  },
  choose: (choice) => set(choice),
  backToFile: () => set({ step: null, checked: null, failure: null, mode: 'merge' }),
  undo: () => {
    const path = get().report?.backup?.path;
    if (path !== undefined)
      void useBackups.getState().askToRestore(path, 'undo-import', () => set({ undone: true }));
  },
  reset: () => set(fresh),
}));
