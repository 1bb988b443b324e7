import type { EntryId, Severity } from '../entries/entry.ts';
import type { KnowledgeBase } from '../store/knowledge-base.ts';
import type { RawRecord } from './read/source-record.ts';
import type { ImportReport } from './transfer-types.ts';

/** The guide's `migrateCategory`: copies one category with its links and revisions into another knowledge base. */
export function migrateCategory(
  _sourcePath: string,
  _target: KnowledgeBase,
  _category: string,
): Promise<ImportReport> {
  throw new Error('Not written yet.');
}

/** The guide's `transformAndMigrate`: adds records of the guide's legacy form. */
export function transformAndMigrate(
  _records: readonly RawRecord[],
  _target: KnowledgeBase,
): Promise<readonly EntryId[]> {
  throw new Error('Not written yet.');
}

/** The guide's `mapLegacyCategory`. */
export function mapLegacyCategory(_type: unknown): string {
  throw new Error('Not written yet.');
}

/** The guide's `normalizeSeverity`: from names and numbers of priorities. */
export function normalizeSeverity(_priority: unknown): Severity {
  throw new Error('Not written yet.');
}
