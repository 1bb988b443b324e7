import { create } from 'zustand';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly failed: boolean;
  /** It is there until it is dismissed, as failures are. */
  readonly stays: boolean;
  /** What undoes the thing that the notice tells of. */
  readonly undo: (() => void) | null;
}

interface NoticesState {
  readonly notices: readonly Notice[];
  readonly show: (notice: Pick<Notice, 'text'> & Partial<Notice>) => void;
  readonly dismiss: (id: number) => void;
}

let lastId = 0;

/** Short notices above the status bar. The newest replaces the one before it. */
export const useNotices = create<NoticesState>()((set) => ({
  notices: [],
  show: (notice) => {
    lastId += 1;
    set({ notices: [{ failed: false, stays: false, undo: null, ...notice, id: lastId }] });
  },
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
}));

/** Shows a notice from outside of rendering. */
export function showNotice(notice: Pick<Notice, 'text'> & Partial<Notice>): void {
  useNotices.getState().show(notice);
}
