import { create } from 'zustand';
import type { Entry, EntryId, Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useEntry } from '../entry/entry-store.ts';
import { entryLabel } from '../parts/format.ts';
import { focusPart } from '../shell/focus-parts.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { showNotice } from '../shell/notices-store.ts';
import { asNewEntry, asPatch, changedFields, draftOf, emptyDraft } from './draft.ts';
import type { DraftFields } from './draft.ts';

/** An entry being written. There is one at a time; it outlives leaving the editor. */
export interface Draft {
  /** The entry that is edited and the revision it was taken from; null for a new one. */
  readonly target: Pick<Entry, 'id' | 'number' | 'revision'> | null;
  readonly original: DraftFields;
  readonly fields: DraftFields;
}

interface DraftState {
  readonly draft: Draft | null;
  readonly saving: boolean;
  /** Why the last attempt to save failed. */
  readonly failure: Failure | null;
  /** What somebody else saved meanwhile, while the user decides. */
  readonly theirs: Entry | null;
  /** What to write next, while the user decides about the draft that is there. */
  readonly waiting: Draft | null;
  readonly startNew: (title?: string) => void;
  readonly startEdit: (entry: Entry) => void;
  readonly discardForWaiting: () => void;
  readonly keepDraft: () => void;
  readonly change: (change: Partial<DraftFields>) => void;
  readonly save: () => Promise<void>;
  readonly keepMine: () => Promise<void>;
  readonly takeTheirs: () => void;
  /** Throws the draft away and leaves the editor. */
  readonly discard: () => void;
}

const nothingWrong = { failure: null, theirs: null, waiting: null, saving: false };

/** Whether a draft has anything that would be lost. */
export function isUnsaved(draft: Draft | null): boolean {
  return draft !== null && changedFields(draft.original, draft.fields).length > 0;
}

export const useDraft = create<DraftState>()((set, get) => {
  const begin = (next: Draft) => {
    const { draft } = get();
    if (!isUnsaved(draft)) set({ draft: next, ...nothingWrong });
    else if (!continues(draft, next)) set({ waiting: next });
    useNavigation.getState().goTo('editor');
  };

  return {
    draft: null,
    ...nothingWrong,
    startNew: (title = '') => {
      const fields = { ...emptyDraft, title };
      begin({ target: null, original: fields, fields });
    },
    startEdit: (entry) => begin(draftFrom(entry)),
    discardForWaiting: () => set(({ waiting }) => ({ draft: waiting, ...nothingWrong })),
    keepDraft: () => set({ waiting: null }),
    change: (change) =>
      set(({ draft, failure }) => ({
        draft: draft && { ...draft, fields: { ...draft.fields, ...change } },
        failure: failure?.field !== undefined && failure.field in change ? null : failure,
      })),
    save: async () => {
      const { draft, saving } = get();
      if (!draft || saving) return;
      set({ saving: true, failure: null });
      const outcome = await send(draft);
      if (outcome.ok) {
        set({ draft: null, ...nothingWrong });
        showSaved(outcome.value, draft.target === null);
        return;
      }
      const { failure } = outcome;
      if (failure.kind !== 'conflict' || !draft.target) {
        set({ saving: false, failure });
        return;
      }
      const theirs = await ask('entries:get', { id: draft.target.id });
      set({ saving: false, ...(theirs.ok ? { theirs: theirs.value } : { failure: theirs.failure }) });
    },
    keepMine: () => {
      const { draft, theirs } = get();
      if (draft && theirs) set({ draft: { ...draftFrom(theirs), fields: draft.fields }, theirs: null });
      return get().save();
    },
    takeTheirs: () => {
      const { draft, theirs } = get();
      set({ draft: null, ...nothingWrong });
      if (!draft || !theirs) return;
      showEntry(theirs);
      showNotice({
        text: `Your changes to ${entryLabel(theirs.number)} were not saved`,
        undo: () => begin(draft),
      });
    },
    discard: () => {
      set({ draft: null, ...nothingWrong });
      useNavigation.getState().goTo('search');
      focusPart('box');
    },
  };
});

/** Whether asking for `next` means going on with the draft that is there. */
function continues(draft: Draft | null, next: Draft): boolean {
  return draft?.target?.id === next.target?.id && (next.target !== null || next.fields.title === '');
}

function draftFrom(entry: Entry): Draft {
  const { id, number, revision } = entry;
  return { target: { id, number, revision }, original: draftOf(entry), fields: draftOf(entry) };
}

function send({ target, original, fields }: Draft) {
  return target === null
    ? ask('entries:add', { entry: asNewEntry(fields) })
    : ask('entries:update', {
        id: target.id,
        patch: asPatch(original, fields),
        expectedRevision: target.revision,
      });
}

function showSaved(entry: Entry, isNew: boolean): void {
  showEntry(entry);
  showNotice({ text: isNew ? `Saved as ${entryLabel(entry.number)}` : `Saved ${entryLabel(entry.number)}` });
}

function showEntry(entry: Entry): void {
  const id: EntryId = entry.id;
  useNavigation.getState().open(id);
  void useEntry.getState().load(id);
  focusPart('detail');
}

/** Tells the main process whether closing the window would lose a draft; returns the function that stops it. */
export function announceUnsaved(): () => void {
  void ask('window:confirm-close', { unsaved: isUnsaved(useDraft.getState().draft) });
  return useDraft.subscribe((state, before) => {
    const unsaved = isUnsaved(state.draft);
    if (unsaved !== isUnsaved(before.draft)) void ask('window:confirm-close', { unsaved });
  });
}
