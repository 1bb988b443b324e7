import { KnowledgeError } from '../../failure.ts';
import { hasEntryFields } from './json/sniff-json.ts';
import type { SourceItem } from './source-record.ts';

const looked = 20;

/** Whether one of the first records has title, problem and solution under these names. What is wrong with the source is left to who reads it. */
export async function hasNativeRecords(items: AsyncIterable<readonly SourceItem[]>): Promise<boolean> {
  let left = looked;
  try {
    for await (const batch of items) {
      for (const item of batch) {
        if (item.kind === 'entry' && hasEntryFields(item.raw)) return true;
        if (item.kind !== 'header') left -= 1;
        if (left === 0) return false;
      }
    }
  } catch (caught) {
    if (!(caught instanceof KnowledgeError)) throw caught;
  }
  return false;
}
