import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { KnowledgeDB } from '../../../store/knowledge-db.ts';
import type { ImportReport, ImportRequest } from '../../transfer-types.ts';

/** An entry's record as a test writes it: whatever it likes. */
export type LooseRecord = Readonly<Record<string, unknown>>;

/** A record with the three fields that it needs, and what a test cares about. */
export function record(change: LooseRecord = {}): LooseRecord {
  return {
    title: 'VSAM status 35 in PAYR0100',
    problem: 'OPEN fails with file status 35.',
    solution: 'Allocate the dataset.',
    ...change,
  };
}

/** Files that are imported, in a folder of the test file's own. */
export class ImportFolder {
  readonly path: string;
  #files = 0;

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'abendbook-import-'));
    afterAll(() => rmSync(this.path, { recursive: true, force: true }));
  }

  /** Writes a text into a new file and returns its path. */
  write(text: string, ending = '.json'): string {
    this.#files += 1;
    const path = join(this.path, `file-${this.#files}${ending}`);
    writeFileSync(path, text);
    return path;
  }

  /** An export of this program, but for its checksum. */
  exported(
    entries: readonly LooseRecord[],
    tables: Readonly<Record<string, readonly LooseRecord[]>> = {},
    schemaVersion = '005-mvp5-enterprise-intelligence',
  ): string {
    const rows = Object.entries(tables).map(([table, { length }]) => [table, length] as const);
    const histories = entries.map(({ revisions }) => (Array.isArray(revisions) ? revisions.length : 0));
    const revisions = histories.reduce((sum, length) => sum + length, 0);
    return this.write(
      JSON.stringify({
        format: 'abendbook-export',
        formatVersion: 1,
        schemaVersion,
        scope: 'everything',
        counts: { entries: entries.length, revisions, ...Object.fromEntries(rows) },
        entries,
        tables,
      }),
    );
  }

  /** Imports records of a file that says nothing of itself. */
  async bring(
    db: KnowledgeDB,
    records: readonly LooseRecord[],
    request: Partial<ImportRequest> = {},
  ): Promise<ImportReport> {
    return db.importFrom({ path: this.write(JSON.stringify(records)), actor: 'tester', ...request });
  }
}

/** What a report says of entries, in a few words. */
export function outcome({ added, updated, unchanged, rejectedTotal, conflictsTotal }: ImportReport) {
  return { added, updated, unchanged, rejected: rejectedTotal, conflicts: conflictsTotal };
}
