import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';

export async function settleConflict(
  _store: Store,
  _db: Kysely<Schema>,
  _id: number,
  _choice: 'kept' | 'present',
): Promise<void> {
  throw new Error('Not written yet.');
}
