import type { Entry } from '../../entries/entry.ts';
import { differences, givenState, stateOf, type Comparison, type StateField } from './entry-state.ts';
import type { PreparedEntry } from './prepared-record.ts';

/** What becomes of a record whose entry is here already. */
export type Decision =
  | { readonly kind: 'unchanged' }
  | {
      /** Which side stands afterwards. */
      readonly kind: 'take-file' | 'keep-here';
      readonly fields: readonly StateField[];
      /** Neither state comes from the other, and each has its own time. */
      readonly isConflict: boolean;
    };

export interface Meeting {
  readonly here: Entry;
  readonly file: PreparedEntry;
  readonly comparison: Comparison;
  /** The time that stands for one that the record does not give. */
  readonly now: string;
}

/** Whether a record says the same as the entry here: then its history need not be read. */
export function differingFields({ here, file, comparison }: Meeting): readonly StateField[] {
  return differences(here, file.entry, givenState(file), comparison);
}

/**
 * Who has the newer state of an entry. A side that has the other's state in its history comes after it; where that does not tell, the later time does, and the
 * entry here stays where the times are equal.
 */
export function decide(
  meeting: Meeting,
  /** The differing fields; not empty. */
  fields: readonly StateField[],
  /** Snapshots of the entry's earlier states here. */
  history: readonly string[],
): Decision {
  const { here, file, comparison, now } = meeting;
  const given = givenState(file);
  const wasHere = history.some(
    (snapshot) => differences(stateOf(snapshot), file.entry, given, comparison).length === 0,
  );
  const wasThere = file.revisions.some(
    ({ snapshot }) => differences(stateOf(snapshot), here, given, comparison).length === 0,
  );
  if (wasHere && !wasThere) return { kind: 'unchanged' };
  const { updatedAt } = file.entry;
  const isNewer = updatedAt === null ? here.updatedAt <= now : updatedAt > here.updatedAt;
  if (wasHere && !isNewer) return { kind: 'unchanged' };
  return {
    kind: wasThere || isNewer ? 'take-file' : 'keep-here',
    fields,
    isConflict: !wasThere && updatedAt !== null,
  };
}
