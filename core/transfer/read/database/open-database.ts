import { latestVersion } from '../../../../migrations/index.ts';
import { openUnchanged, type OpenedFile } from '../../../backup/open-unchanged.ts';
import { readVocabulary } from '../../../entries/summaries.ts';
import { KnowledgeError } from '../../../failure.ts';
import { sqliteFailure } from '../../../store/sqlite-failure.ts';
import { compatibility, readAppliedSteps } from '../../../upgrade/applied-steps.ts';
import { readRecords } from '../../export/read-records.ts';
import { selectEntries } from '../../export/select-entries.ts';
import type { EntrySelection, SourceLabels } from '../../transfer-types.ts';
import { sourceFailure } from '../source-failure.ts';
import type { Source, SourceItem } from '../source-record.ts';

/**
 * Opens another knowledge base, or a backup of one, for reading. Neither it nor its folder is changed. Throws a `KnowledgeError` of kind foreign-file, newer-file,
 * corrupt-file, locked-file or read-only-file.
 */
export async function openDatabase(path: string, selection: EntrySelection | undefined): Promise<Source> {
  let opened: OpenedFile | null = null;
  try {
    opened = await openUnchanged(path);
    await refuseUnreadable(path, opened);
    return databaseSource(opened, path, selection, await countEntries(opened, selection));
  } catch (caught) {
    await opened?.close();
    throw ofSource(caught, path);
  }
}

async function refuseUnreadable(path: string, { store }: OpenedFile): Promise<void> {
  const applied = await readAppliedSteps({ store, db: store.db });
  if (applied.length === 0) {
    throw sourceFailure('foreign-file', `${path} has no knowledge base in it.`, 'Choose another file.');
  }
  if (compatibility(applied, latestVersion) === 'unreadable') {
    throw sourceFailure(
      'newer-file',
      `${path} was upgraded by a newer version of Abendbook, to ${applied.at(-1)?.version}; this one knows ${latestVersion}.`,
      'Update Abendbook on this machine, or export there to JSON at an earlier schema version.',
    );
  }
}

async function countEntries({ store }: OpenedFile, selection: EntrySelection | undefined): Promise<number> {
  const numbers = await selectEntries(store, selection);
  if (numbers !== null) return numbers.length;
  const { count } = await store.db
    .selectFrom('kb_entries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function databaseSource(
  opened: OpenedFile,
  path: string,
  selection: EntrySelection | undefined,
  entries: number,
): Source {
  let position = 0;
  const items = async function* (): AsyncGenerator<readonly SourceItem[]> {
    position = 0;
    // Whoever writes there meanwhile, it is read as it was at one instant.
    opened.store.connection.exec('begin');
    try {
      for await (const batch of readRecords(opened.store, selection)) {
        position += batch.filter(({ kind }) => kind === 'entry').length;
        yield batch;
      }
    } catch (caught) {
      throw ofSource(caught, path);
    } finally {
      if (opened.store.connection.inTransaction) opened.store.connection.exec('rollback');
    }
  };
  return {
    format: 'database',
    encoding: null,
    delimiter: null,
    native: true,
    sizeBytes: entries,
    position: () => position,
    columns: null,
    items,
    labels: () => readLabels(opened, path),
    close: () => opened.close(),
  };
}

/** A list that is longer than this is no help to choose from. */
const mostLabels = 1_000;

async function readLabels({ store }: OpenedFile, path: string): Promise<SourceLabels> {
  try {
    const { categories, tags } = await readVocabulary(store.db, true);
    return { categories: categories.slice(0, mostLabels), tags: tags.slice(0, mostLabels) };
  } catch (caught) {
    throw ofSource(caught, path);
  }
}

/** Errors of SQLite in words. What is stored there as no program of ours stores it, damage has made so. */
function ofSource(caught: unknown, path: string): unknown {
  if (caught instanceof KnowledgeError) return caught;
  const failure = sqliteFailure(caught, path);
  if (failure !== null) return new KnowledgeError(failure, { cause: caught });
  if (!(caught instanceof Error) || !isDamage(caught)) return caught;
  return sourceFailure(
    'corrupt-file',
    `${path} is damaged: ${caught.message.split('\n')[0]?.slice(0, 200)}.`,
    'Choose another file, such as a backup of it.',
    { cause: caught },
  );
}

/** A table or column that is missing, or JSON that is none. */
function isDamage(caught: Error): boolean {
  return caught instanceof SyntaxError || ('code' in caught && String(caught.code).startsWith('SQLITE_'));
}
