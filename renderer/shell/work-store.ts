import { create } from 'zustand';
import type { Work } from '../../preload/api.ts';
import { listen } from '../bridge.ts';

interface WorkState {
  readonly works: readonly Work[];
  readonly dismiss: (id: string) => void;
  /** Lets go of results that the screen which is shown tells. */
  readonly dismissToldAt: (place: string) => void;
}

/** Long work, oldest first. A result stays until it is dismissed. */
export const useWork = create<WorkState>()((set) => ({
  works: [],
  dismiss: (id) => set(({ works }) => ({ works: works.filter((work) => work.id !== id) })),
  dismissToldAt: (place) =>
    set(({ works }) => ({
      works: works.filter((work) => work.state === 'running' || work.toldAt !== place),
    })),
}));

/** Follows announcements of work; returns the function that stops it. */
export function followWork(): () => void {
  return listen('work:changed', (changed) =>
    useWork.setState(({ works }) => ({
      works: works.some((work) => work.id === changed.id)
        ? works.map((work) => (work.id === changed.id ? changed : work))
        : [...works, changed],
    })),
  );
}
