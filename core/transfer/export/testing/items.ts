import type { KnowledgeDB } from '../../../store/knowledge-db.ts';
import { inSnapshot } from '../../../store/snapshot.ts';
import { runScript } from '../../../upgrade/schema-access.ts';
import type { SourceItem } from '../../read/source-record.ts';
import type { EntrySelection } from '../../transfer-types.ts';
import { readRecords } from '../read-records.ts';

export async function itemsOf(db: KnowledgeDB, selection?: EntrySelection): Promise<readonly SourceItem[]> {
  return inSnapshot(await db.store(), async (store) => {
    const items: SourceItem[] = [];
    for await (const batch of readRecords(store, selection)) items.push(...batch);
    return items;
  });
}

export const entriesIn = (items: readonly SourceItem[]) =>
  items.flatMap((item) => (item.kind === 'entry' ? [item.raw] : []));
export const rowsIn = (items: readonly SourceItem[], table: string) =>
  items.flatMap((item) => (item.kind === 'row' && item.table === table ? [item.row] : []));
export const countsIn = (items: readonly SourceItem[]) =>
  items[0]?.kind === 'header' ? items[0].counts : null;
export const idsOf = async (db: KnowledgeDB, selection: EntrySelection) =>
  entriesIn(await itemsOf(db, selection)).map(({ id }) => id);

export async function run(db: KnowledgeDB, script: string): Promise<void> {
  const store = await db.store();
  await runScript(store, store.db, script);
}
