import type { Migration } from '../../migrations/migration.ts';
import type { Store } from '../store/store.ts';
import type { KeptRows } from './upgrade-types.ts';

export async function previewRollback(
  _store: Store,
  _steps: readonly Migration[],
): Promise<readonly KeptRows[]> {
  return [];
}
