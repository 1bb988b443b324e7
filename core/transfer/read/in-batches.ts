import type { SourceItem } from './source-record.ts';

const batchLength = 500;

/** The same items, a few hundred at a time. */
export function* inBatches(items: readonly SourceItem[]): Generator<readonly SourceItem[]> {
  if (items.length <= batchLength) {
    if (items.length > 0) yield items;
    return;
  }
  for (let start = 0; start < items.length; start += batchLength)
    yield items.slice(start, start + batchLength);
}
