import { applyMapping } from '../mapping/apply-mapping.ts';
import { guessMapping } from '../mapping/guess-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { Source, SourceItem } from '../read/source-record.ts';
import type { RejectedRecord } from '../transfer-types.ts';
import { prepareEntry, reject, type EntryRecord } from './prepare-entry.ts';
import type { PreparedBatch, PreparedEntry, PreparedItem } from './prepared-record.ts';
import type { PreparedSource, PrepareOptions } from './prepared-source.ts';
import { UnknownFields } from './unknown-fields.ts';

/** So many records are looked at to guess a mapping. */
const guessedFrom = 200;

/** Prepares the records of an open source in this thread; closing what is returned closes the source. */
export async function prepareSource(source: Source, options: PrepareOptions): Promise<PreparedSource> {
  const items = source.items()[Symbol.asyncIterator]();
  const { mapping, ahead } = await chooseMapping(source, options.mapping, items);
  const { format, encoding, native, sizeBytes } = source;
  return {
    info: { format, encoding, native, sizeBytes, mapping },
    batches: () => prepareBatches(source, following(ahead, items), { ...options, mapping }),
    close: () => source.close(),
  };
}

async function* prepareBatches(
  source: Source,
  batches: AsyncIterable<readonly SourceItem[]>,
  { engine, mapping }: PrepareOptions,
): AsyncGenerator<PreparedBatch> {
  const unknown = new UnknownFields();
  const prepare = (record: EntryRecord): PreparedEntry | RejectedRecord => {
    if (mapping !== null) return prepareMapped(engine, mapping, record);
    unknown.look(record.raw);
    return prepareEntry(engine, record);
  };
  for await (const batch of batches) {
    const items = batch.map((item): PreparedItem => {
      if (item.kind !== 'entry') return item;
      const prepared = prepare(item);
      return prepared.kind === 'entry' ? prepared : { kind: 'rejected', rejected: prepared };
    });
    yield { items, position: source.position(), unknownFields: unknown.take() };
  }
}

function prepareMapped(
  engine: PrepareOptions['engine'],
  mapping: Mapping,
  record: EntryRecord,
): PreparedEntry | RejectedRecord {
  const { entry, problems } = applyMapping(mapping, record.raw);
  const [problem] = problems;
  const mapped = { ...record, raw: entry };
  return problem === undefined ? prepareEntry(engine, mapped) : reject(mapped, problem.kind, problem.reason);
}

/** A table from elsewhere names its columns as it likes; other forms that lack the fields are told so record by record. */
async function chooseMapping(
  { format, native, columns }: Source,
  given: Mapping | null,
  items: AsyncIterator<readonly SourceItem[]>,
): Promise<{ readonly mapping: Mapping | null; readonly ahead: readonly (readonly SourceItem[])[] }> {
  if (given !== null || native || format !== 'csv') return { mapping: given, ahead: [] };
  const ahead: (readonly SourceItem[])[] = [];
  let found = 0;
  while (found < guessedFrom) {
    const { done, value } = await items.next();
    if (done) break;
    ahead.push(value);
    found += value.length;
  }
  const records = ahead.flat().flatMap((item) => (item.kind === 'entry' ? [item.raw] : []));
  return { mapping: guessMapping(columns ?? [], records.slice(0, guessedFrom)), ahead };
}

async function* following(
  ahead: readonly (readonly SourceItem[])[],
  items: AsyncIterator<readonly SourceItem[]>,
): AsyncGenerator<readonly SourceItem[]> {
  yield* ahead;
  try {
    for (let next = await items.next(); !next.done; next = await items.next()) yield next.value;
  } finally {
    await items.return?.();
  }
}
