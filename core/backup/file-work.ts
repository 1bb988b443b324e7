import type { Cancellation } from '../search/cancellation.ts';
import { openSqlite } from '../store/open-sqlite.ts';
import { closeStore } from '../store/store.ts';
import { exportFile, type ExportFile } from '../transfer/export/write-export.ts';
import type { ExportReport } from '../transfer/transfer-types.ts';
import { indexProblems, structureChecks } from './check-structure.ts';
import { findBackupEntries, type FindBackupEntries, type FoundEntries } from './find-backup-entries.ts';
import { copyPages, type CopyPages } from './copy-pages.ts';

export interface CheckFile {
  /** Can be opened for reading where it is. */
  readonly file: string;
  /** Whether to look into the full-text index, too, which takes longer than all the rest. */
  readonly withIndex: boolean;
  /** One Int32 that counts which part is the next to be looked at, so that several threads share the parts of a file. */
  readonly turns: SharedArrayBuffer;
}

export interface FileProblems {
  readonly structure: readonly string[];
  /** What is wrong with the full-text index. */
  readonly index: readonly string[];
}

/** What is done with whole files, and keeps a thread busy for as long as a large file takes. */
export interface FileWork {
  readonly copy: { readonly request: CopyPages; readonly result: void };
  readonly check: { readonly request: CheckFile; readonly result: FileProblems };
  readonly entries: { readonly request: FindBackupEntries; readonly result: FoundEntries };
  readonly export: { readonly request: ExportFile; readonly result: ExportReport };
}
export type FileWorkName = keyof FileWork;

type Worker<N extends FileWorkName> = (
  request: FileWork[N]['request'],
  onProgress: (done: number, total: number) => void,
  signal: Cancellation | undefined,
) => Promise<FileWork[N]['result']>;

export const fileWork: { readonly [N in FileWorkName]: Worker<N> } = {
  copy: copyPages,
  check: checkParts,
  entries: findBackupEntries,
  export: exportFile,
};

async function checkParts({ file, withIndex, turns }: CheckFile): Promise<FileProblems> {
  const store = openSqlite(file, { readOnly: true });
  try {
    // Everything as of one instant: what is written meanwhile would look like damage.
    store.connection.exec('BEGIN');
    const structure: string[] = [];
    const index: string[] = [];
    // The index first: it takes longest, and the other thread does the rest meanwhile.
    const parts = [
      () => index.push(...(withIndex ? indexProblems(store.connection) : [])),
      ...structureChecks(store.connection).map((check) => () => structure.push(...check())),
    ];
    const next = (): number => Atomics.add(new Int32Array(turns), 0, 1);
    for (let turn = next(); turn < parts.length; turn = next()) parts[turn]?.();
    return { structure, index };
  } finally {
    await closeStore(store);
  }
}
