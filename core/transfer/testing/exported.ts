import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { KnowledgeDB } from '../../store/knowledge-db.ts';
import type { ExportedEntry, TableRow } from '../read/source-record.ts';
import type { EntrySelection, ExportFormat, ExportReport } from '../transfer-types.ts';

/** An export as the format's description has it. */
export interface ExportedDocument {
  readonly schemaVersion: string;
  readonly scope: 'everything' | 'selection';
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly ExportedEntry[];
  readonly tables: Readonly<Record<string, readonly TableRow[]>>;
  readonly sha256: string;
}

/** Exports into a folder of the test file's own, which is removed at its end. */
export class ExportFolder {
  readonly path: string;

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'abendbook-'));
    afterAll(() => rmSync(this.path, { recursive: true, force: true }));
  }

  /** A new name in it. */
  name(ending: string): string {
    return join(this.path, `${randomUUID()}${ending}`);
  }

  write(db: KnowledgeDB, format: ExportFormat, selection?: EntrySelection): Promise<ExportReport> {
    const path = this.name(format === 'markdown' ? '' : `.${format}`);
    return db.exportTo({ path, format, ...(selection === undefined ? {} : { selection }) });
  }

  async text(
    db: KnowledgeDB,
    format: 'json' | 'ndjson' | 'csv',
    selection?: EntrySelection,
  ): Promise<string> {
    const { path } = await this.write(db, format, selection);
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    return text;
  }

  async document(db: KnowledgeDB, selection?: EntrySelection): Promise<ExportedDocument> {
    return JSON.parse(await this.text(db, 'json', selection)) as ExportedDocument;
  }
}

/** The files of a folder with their texts. */
export function filesIn(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
