import { create } from 'zustand';
import type { ExportFormat, ExportReport, Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { useSearch } from '../search/search-store.ts';
import { useSelection } from '../search/selection-store.ts';
import { countingQuery, selectionOf } from './export-choice.ts';
import type { ExportScope, ExportSubject } from './export-choice.ts';

/** How many entries a choice stands for. */
interface EntryCount {
  readonly count: number;
  readonly isExact: boolean;
}

interface ExportState {
  readonly scope: ExportScope;
  readonly category: string;
  readonly format: ExportFormat;
  readonly byteOrderMark: boolean;
  /** Of the search or the category; null while it is not known. */
  readonly counted: EntryCount | null;
  /** It was asked for by name, and is to be brought into sight. */
  readonly asked: boolean;
  readonly exporting: boolean;
  readonly report: ExportReport | null;
  readonly failure: Failure | null;
  readonly choose: (
    choice: Partial<Pick<ExportState, 'scope' | 'category' | 'format' | 'byteOrderMark'>>,
  ) => void;
  readonly recount: () => Promise<void>;
  readonly run: () => Promise<void>;
}

let latestCount = 0;

/** What is to be exported and how, and what came of it. */
export const useExport = create<ExportState>()((set, get) => ({
  scope: 'everything',
  category: '',
  format: 'json',
  byteOrderMark: true,
  counted: null,
  asked: false,
  exporting: false,
  report: null,
  failure: null,
  choose: (choice) => {
    set({ ...choice, report: null, failure: null });
    void get().recount();
  },
  recount: async () => {
    latestCount += 1;
    const mine = latestCount;
    const query = countingQuery(exportSubject());
    set({ counted: null });
    if (query === null) return;
    const outcome = await ask('search:page', { query, limit: 1, offset: 0, includeArchived: true });
    if (mine !== latestCount || !outcome.ok) return;
    const { total, totalIsExact, relaxed } = outcome.value;
    set({ counted: { count: relaxed ? 0 : total, isExact: totalIsExact } });
  },
  run: async () => {
    if (get().exporting) return;
    const { format, byteOrderMark } = get();
    set({ exporting: true, report: null, failure: null });
    const outcome = await ask('transfer:export', {
      format,
      selection: selectionOf(exportSubject()),
      byteOrderMark: format === 'csv' && byteOrderMark,
    });
    set({ exporting: false });
    if (outcome.ok) set({ report: outcome.value });
    else if (outcome.failure.kind !== 'cancelled') set({ failure: outcome.failure });
  },
}));

/** What is chosen now. */
function exportSubject(): ExportSubject {
  const { scope, category } = useExport.getState();
  const ids = [...useSelection.getState().ids];
  return { scope, category, ids, query: useSearch.getState().text };
}

/** Goes to the export page, with the selected entries chosen. */
export function exportSelected(): void {
  useExport.getState().choose({ scope: 'selected' });
  showExport();
}

/** Goes to where exports are made. */
export function showExport(): void {
  useExport.setState({ asked: true });
  showDatabaseTab('transfer');
}
