import { create } from 'zustand';

interface FindState {
  readonly shown: boolean;
  readonly text: string;
  /** Counts how often it was asked for, so that asking again focuses the box again. */
  readonly asked: number;
  readonly show: () => void;
  readonly hide: () => void;
  readonly setText: (text: string) => void;
}

/** Find in the entry that is shown. */
export const useFindInEntry = create<FindState>()((set) => ({
  shown: false,
  text: '',
  asked: 0,
  show: () => set(({ asked }) => ({ shown: true, asked: asked + 1 })),
  hide: () => set({ shown: false }),
  setText: (text) => set({ text }),
}));
