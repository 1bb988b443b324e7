import { performance } from 'node:perf_hooks';
import { fileFailure } from '../../backup/file-failure.ts';
import { dirname } from 'node:path';
import { stopIfAborted, type Cancellation } from '../../search/cancellation.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import { openSqlite } from '../../store/open-sqlite.ts';
import { closeStore, type Store } from '../../store/store.ts';
import { readKeptRows } from '../../upgrade/kept/count-kept.ts';
import type { ExportReport, ExportRequest } from '../transfer-types.ts';
import { findContent, recordsIn } from './content.ts';
import type { Target } from './find-target.ts';
import { writeFile } from './write-file.ts';
import { writeFolder } from './write-folder.ts';

/** What a thread is told that exports a SQLite file. */
export interface ExportFile {
  /** Can be opened for reading where it is. */
  readonly file: string;
  readonly target: Target;
  readonly request: ExportRequest;
}

/** Exports a SQLite file on a connection of its own. */
export async function exportFile(
  { file, target, request }: ExportFile,
  onProgress: (done: number, total: number) => void,
  signal: Cancellation | undefined,
): Promise<ExportReport> {
  const store = openSqlite(file, { readOnly: true });
  try {
    return await writeExport(store, target, request, onProgress, signal);
  } finally {
    await closeStore(store);
  }
}

/**
 * Writes a database, or a selection of it, as it is at one instant. `onProgress` is told how many records are done, of how many; 0 of 0 while that is looked for.
 * Throws a `KnowledgeError`.
 */
export async function writeExport(
  store: Store,
  target: Target,
  request: ExportRequest,
  onProgress: (done: number, total: number) => void,
  signal: Cancellation | undefined,
): Promise<ExportReport> {
  const startedAt = performance.now();
  const { path, format } = target;
  const entriesOnly = format === 'csv' || format === 'markdown';
  onProgress(0, 0);
  return inSnapshot(store, async (inside) => {
    stopIfAborted(signal);
    const content = await findContent(inside, request.selection, entriesOnly);
    const { counts, schemaVersion } = content;
    const records = recordsIn(counts);
    const warnings = entriesOnly ? [left[format]] : await keptBehind(inside);
    const write = format === 'markdown' ? writeFolder : writeFile;
    const watch = { signal, onRecords: (done: number) => onProgress(done, records) };
    const { sizeBytes, sha256 } = await write(inside, content, target, request, watch).catch((caught) => {
      throw inWords(caught, path);
    });
    const durationMs = Math.round(performance.now() - startedAt);
    return { path, format, records, counts, sizeBytes, sha256, schemaVersion, warnings, durationMs };
  });
}

const left = {
  csv: 'A CSV file holds the entries as they are now. Their history, their links and everything else are not in it; JSON has all of that.',
  markdown:
    'The Markdown files hold the entries as they are now. Their history, their links and everything else are not in them; JSON has all of that.',
} as const;

async function keptBehind(store: Store): Promise<readonly string[]> {
  const kept = await readKeptRows({ store, db: store.db });
  if (kept.length === 0) return [];
  const tables = kept.map(({ table, rows }) => `${table}: ${rows.toLocaleString('en')}`).join(', ');
  return [
    `What rollbacks keep for later versions is not in it (${tables}). Upgrade first and export again, or keep a backup as well.`,
  ];
}

/** What the system says of the target; errors of the database keep their own words. */
export function inWords(caught: unknown, path: string): unknown {
  const isOfDatabase =
    caught instanceof Error && 'code' in caught && String(caught.code).startsWith('SQLITE_');
  if (isOfDatabase) return caught;
  return fileFailure(caught, {
    what: 'the export',
    folder: dirname(path),
    safe: 'Your knowledge base was not changed, and no export was written.',
  });
}
