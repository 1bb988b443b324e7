import type { Store } from '../store/store.ts';
import type { Checklist } from './upgrade-types.ts';

export async function runChecklist(_store: Store, _to?: string): Promise<Checklist> {
  throw new Error('Not written yet.');
}
