import { applyMapping } from '../mapping/apply-mapping.ts';
import { guessMapping } from '../mapping/guess-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { RawRecord, Source, SourceItem } from '../read/source-record.ts';
import type { RejectedRecord } from '../transfer-types.ts';
import { TermNumbers } from '../../search/term-numbers.ts';
import { prepareEntry, reject, type EntryRecord } from './prepare-entry.ts';
import type { PreparedBatch, PreparedEntry, PreparedItem } from './prepared-record.ts';
import type { PreparedSource, PrepareOptions } from './prepared-source.ts';
import { UnknownFields } from './unknown-fields.ts';

/** Of what is ready at once there are so many: each takes several times as much memory as its record. */
const most = 64;
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
  const terms = new TermNumbers();
  const prepare = (record: EntryRecord): PreparedEntry | RejectedRecord => {
    if (mapping === null) {
      unknown.look(record.raw);
      return prepareEntry(engine, record, terms);
    }
    const { raw, problem } = mapRecord(mapping, record);
    return problem ?? prepareEntry(engine, { ...record, raw }, terms);
  };
  for await (const batch of batches) {
    for (let start = 0; start < batch.length; start += most) {
      const items = batch.slice(start, start + most).map((item): PreparedItem => {
        if (item.kind !== 'entry') return item;
        const prepared = prepare(item);
        return prepared.kind === 'entry' ? prepared : { kind: 'rejected', rejected: prepared };
      });
      yield { items, position: source.position(), unknownFields: unknown.take(), terms: terms.take() };
    }
  }
}

/** What a mapping makes of a record, and why it cannot come in, where it cannot. */
function mapRecord(
  mapping: Mapping,
  record: EntryRecord,
): { readonly raw: RawRecord; readonly problem: RejectedRecord | null } {
  const { entry, problems } = applyMapping(mapping, record.raw);
  const [problem] = problems;
  return {
    raw: entry,
    problem: problem === undefined ? null : reject({ ...record, raw: entry }, problem.kind, problem.reason),
  };
}

/** A source from elsewhere names its columns as it likes. One that has some of the fields by their own names is no such source, and is told record by record what it lacks. */
async function chooseMapping(
  { format, native, columns }: Source,
  given: Mapping | null,
  items: AsyncIterator<readonly SourceItem[]>,
): Promise<{ readonly mapping: Mapping | null; readonly ahead: readonly (readonly SourceItem[])[] }> {
  if (given !== null || native) return { mapping: given, ahead: [] };
  const ahead: (readonly SourceItem[])[] = [];
  let found = 0;
  while (found < guessedFrom) {
    const { done, value } = await items.next();
    if (done) break;
    ahead.push(value);
    found += value.length;
  }
  const records = ahead
    .flat()
    .flatMap((item) => (item.kind === 'entry' ? [item.raw] : []))
    .slice(0, guessedFrom);
  const names = columns ?? [...new Set(records.flatMap((raw) => Object.keys(raw)))];
  const isForeign = format === 'csv' || !names.some((name) => name === 'problem' || name === 'solution');
  return { mapping: isForeign && names.length > 0 ? guessMapping(names, records) : null, ahead };
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
