import { basename, extname } from 'node:path';
import { KnowledgeError, type Failure } from '../../failure.ts';
import { openSource } from '../read/open-source.ts';
import type { Source, SourceHeader, SourceItem } from '../read/source-record.ts';
import type { ImportPreview, MappedRecord, PreviewRequest } from '../transfer-types.ts';
import { applyMapping } from './apply-mapping.ts';
import { guessMapping } from './guess-mapping.ts';
import { listColumns } from './list-columns.ts';
import type { Mapping } from './mapping.ts';
import { applyNative, nativeColumns, nativeMapping } from './native-records.ts';
import { PreviewProblems } from './preview-problems.ts';
import { sampleColumns } from './sample-columns.ts';

/** No more than this is looked at. */
const mostRecords = 1_000;
const mostBytes = 20_000_000;
const shownFirst = 10;
const longestName = 100;

/**
 * Looks at the first records of a source: what it is, its columns, and what a mapping makes of them. Throws a `KnowledgeError` where it cannot be opened; where it cannot be read on from
 * some place, `failure` says why beside what was read until there.
 */
export async function previewImport(request: PreviewRequest): Promise<ImportPreview> {
  const { path, mapping, ...options } = request;
  const source = await openSource(path, { ...mapping?.source, ...options });
  try {
    return await previewSource(source, path, mapping);
  } finally {
    await source.close();
  }
}

type EntryItem = Extract<SourceItem, { kind: 'entry' }>;

/** What was read of a source before one of the limits, its end, or something that cannot be read. */
interface Look {
  readonly header: SourceHeader | null;
  readonly entries: readonly EntryItem[];
  readonly complete: boolean;
  readonly failure: Failure | null;
}

/** The same of a source that is open already. */
export async function previewSource(
  source: Source,
  path: string,
  given: Mapping | undefined,
): Promise<ImportPreview> {
  const problems = new PreviewProblems();
  const { header, entries, complete, failure } = await look(source, problems);
  const records = entries.map(({ raw }) => raw);
  const known = source.columns ?? [];
  const mapping = given ?? (source.native ? nativeMapping : named(guessMapping(known, records), path));
  const apply = given === undefined && source.native ? applyNative : applyMapping;
  const first: MappedRecord[] = [];
  for (const { record, raw } of entries) {
    const mapped = { record, ...apply(mapping, raw) };
    for (const problem of mapped.problems) problems.add(problem, record);
    if (first.length < shownFirst) first.push(mapped);
  }
  const names = source.native ? nativeColumns(records) : listColumns(known, records);
  return {
    path,
    format: source.format,
    encoding: source.encoding,
    delimiter: source.delimiter,
    sizeBytes: source.sizeBytes,
    native: source.native
      ? { schemaVersion: header?.schemaVersion ?? null, counts: header?.counts ?? {} }
      : null,
    labels: failure === null ? ((await source.labels?.()) ?? null) : null,
    columns: sampleColumns(names, records),
    mapping,
    first,
    problems: problems.list(),
    looked: entries.length + problems.rejected,
    complete,
    failure,
  };
}

/** A guess is called as its file is, without the ending. */
function named(mapping: Mapping, path: string): Mapping {
  const name = basename(path, extname(path)).trim().slice(0, longestName).toWellFormed();
  return name === '' ? mapping : { ...mapping, name };
}

async function look(source: Source, problems: PreviewProblems): Promise<Look> {
  const entries: EntryItem[] = [];
  let header: SourceHeader | null = null;
  const result = (complete: boolean, failure: Failure | null = null): Look => ({
    header,
    entries,
    complete,
    failure,
  });
  try {
    for await (const batch of source.items()) {
      for (const item of batch) {
        if (item.kind === 'header') header = item;
        else if (item.kind === 'rejected') problems.addRejected(item.rejected);
        else if (item.kind === 'entry') {
          if (entries.length === mostRecords) return result(false);
          entries.push(item);
        }
      }
      // Of a knowledge base, the position counts entries.
      if (source.format !== 'database' && source.position() > mostBytes && entries.length > 0)
        return result(source.position() >= source.sizeBytes);
    }
    return result(true);
  } catch (caught) {
    if (!(caught instanceof KnowledgeError)) throw caught;
    return result(false, caught.failure);
  }
}
