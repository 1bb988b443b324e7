import { create } from 'zustand';
import { ask } from '../bridge.ts';
import { severities } from '../parts/severity-mark.tsx';
import type { Vocabulary } from './completion.ts';

interface VocabularyState extends Vocabulary {
  readonly refresh: () => Promise<void>;
}

/** The categories and tags in use, most used first, for completing what is typed. */
export const useVocabulary = create<VocabularyState>()((set) => ({
  category: [],
  severity: severities,
  tag: [],
  refresh: async () => {
    const outcome = await ask('entries:vocabulary');
    if (!outcome.ok) return;
    set({
      category: outcome.value.categories.map((category) => category.value),
      tag: outcome.value.tags.map((tag) => tag.value),
    });
  },
}));
