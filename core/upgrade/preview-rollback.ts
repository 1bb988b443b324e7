import type { Migration } from '../../migrations/migration.ts';
import type { Store } from '../store/store.ts';
import { prepareBookkeeping } from './bookkeeping.ts';
import { withMigrationLock } from './migration-lock.ts';
import { undoStep } from './undo-step.ts';
import type { KeptRows } from './upgrade-types.ts';

/** Carries the result out of a transaction that is taken back. */
class Preview extends Error {
  readonly keeps: readonly KeptRows[];

  constructor(keeps: readonly KeptRows[]) {
    super('The rollback was only tried out.');
    this.keeps = keeps;
  }
}

/** Undoes steps in a transaction that is taken back. Returns what would be kept; throws where a step cannot be undone. */
export async function previewRollback(
  store: Store,
  known: readonly Migration[],
  steps: readonly Migration[],
): Promise<readonly KeptRows[]> {
  if (steps.length === 0) return [];
  try {
    return await withMigrationLock(store, async (session) => {
      await prepareBookkeeping(session, known);
      const keeps: KeptRows[] = [];
      for (const step of steps) keeps.push(...(await undoStep(session, step, 'preview')).kept);
      throw new Preview(keeps);
    });
  } catch (caught) {
    if (caught instanceof Preview) return caught.keeps;
    throw caught;
  }
}
