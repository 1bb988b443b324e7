import { create } from 'zustand';
import type { Failure } from '../../preload/api.ts';

interface FirstRunState {
  /** The user chose to begin with an empty knowledge base, so the offer is not made again. */
  readonly declined: boolean;
  readonly loading: boolean;
  /** The starter knowledge base has just been loaded: a few searches are proposed. */
  readonly justLoaded: boolean;
  readonly failure: Failure | null;
}

export const useFirstRun = create<FirstRunState>()(() => ({
  declined: false,
  loading: false,
  justLoaded: false,
  failure: null,
}));
