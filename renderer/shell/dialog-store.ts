import { create } from 'zustand';

export type DialogName = 'palette' | 'about' | 'shortcuts' | 'history';

interface DialogState {
  readonly open: DialogName | null;
  readonly show: (name: DialogName) => void;
  readonly close: () => void;
}

/** Which of the window's dialogs is open: one at a time. */
export const useDialog = create<DialogState>()((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));
