import type { Store } from '../store/store.ts';
import type { SchemaHistory } from './upgrade-types.ts';

export async function readSchemaHistory(_store: Store): Promise<SchemaHistory> {
  throw new Error('Not written yet.');
}
