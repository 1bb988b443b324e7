import type { EntryId, NewEntry, Severity } from '../entries/entry.ts';
import { checkNewEntry } from '../entries/validate-entry.ts';
import { KnowledgeError } from '../failure.ts';
import type { KnowledgeBase } from '../store/knowledge-base.ts';
import { applyMapping } from './mapping/apply-mapping.ts';
import { categoryMeant } from './mapping/category-meant.ts';
import type { Mapping } from './mapping/mapping.ts';
import { severityMeant } from './mapping/severity-meant.ts';
import type { RawRecord } from './read/source-record.ts';
import type { ImportReport } from './transfer-types.ts';

/** What takes many entries at once: `KnowledgeDB`. */
interface EntryTaker {
  addEntries(entries: readonly NewEntry[], actor?: string): Promise<readonly EntryId[]>;
}

/** The guide's `migrateCategory`: copies one category, archived entries included, with its links and revisions into another knowledge base. The one at `sourcePath` is read where it is. */
export function migrateCategory(
  sourcePath: string,
  target: Pick<KnowledgeBase, 'importFrom'>,
  category: string,
): Promise<ImportReport> {
  return target.importFrom({
    path: sourcePath,
    format: 'database',
    selection: { category },
    actor: 'migration-script',
  });
}

/**
 * The guide's `transformAndMigrate`: adds records of the guide's legacy form, all of them or, where one of them is no entry, none. Returns their ids in the same order. Throws a `KnowledgeError` of kind
 * invalid-entry that names the record.
 */
export async function transformAndMigrate(
  records: readonly RawRecord[],
  target: EntryTaker,
): Promise<readonly EntryId[]> {
  const entries = records.map((raw, at) => legacyEntry(raw, at + 1));
  return entries.length === 0 ? [] : target.addEntries(entries, 'migration-transform');
}

/** The guide's legacy form, but for category and severity. */
const legacyForm: Mapping = {
  format: 'abendbook-mapping',
  formatVersion: 1,
  name: 'Legacy form of the guide',
  fields: {
    title: { from: ['title'] },
    problem: { from: ['description'] },
    solution: { from: ['resolution'] },
    tags: { from: ['keywords'], change: [{ do: 'split', at: ',' }] },
    createdAt: {
      from: ['created_timestamp'],
      change: [{ do: 'time', forms: ['iso', 'seconds', 'milliseconds', 'microseconds'] }],
    },
  },
  rest: 'leave-out',
};

function legacyEntry(raw: RawRecord, number: number): NewEntry {
  const { entry, problems } = applyMapping(legacyForm, raw);
  const made = {
    ...entry,
    category: mapLegacyCategory(raw['type']),
    severity: normalizeSeverity(raw['priority']),
  };
  const [problem] = problems;
  const checked = problem === undefined ? checkNewEntry(made as NewEntry) : null;
  if (checked?.ok) return made as NewEntry;
  throw new KnowledgeError({
    kind: 'invalid-entry',
    message: `Record ${number} cannot become an entry. ${problem?.reason ?? checked?.failure.message ?? ''}`,
    recovery: 'Nothing was added. Correct this record, or leave it out, and try again.',
  });
}

/** The guide's `mapLegacyCategory`: the program's own category where the type of the older program means one, else the type itself, and `General` where there is none. */
export function mapLegacyCategory(type: unknown): string {
  const text = typeof type === 'string' || typeof type === 'number' ? String(type).trim() : '';
  return text === '' ? 'General' : (categoryMeant(text) ?? text);
}

/** The guide's `normalizeSeverity`: from names and numbers of priorities; `medium` where it means none. */
export function normalizeSeverity(priority: unknown): Severity {
  return severityMeant(priority) ?? 'medium';
}
