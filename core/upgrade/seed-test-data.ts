import { addEntries } from '../entries/add-entries.ts';
import type { NewEntry } from '../entries/entry.ts';
import { failureOf } from '../failure.ts';
import { inTransaction, type Store } from '../store/store.ts';
import type { ChangeWork } from './change-work.ts';

const tag = 'test-data';

const testEntries: readonly (NewEntry & { readonly id: string })[] = [
  {
    id: 'test-data-vsam',
    title: 'Test data: VSAM status 35 on opening a cluster',
    problem: 'A program ends with file status 35 as soon as it opens its VSAM cluster.',
    solution: 'Define the cluster, or correct the DD statement. This entry is test data and may be archived.',
    category: 'VSAM',
    severity: 'medium',
    tags: [tag, 'vsam'],
  },
  {
    id: 'test-data-s0c7',
    title: 'Test data: S0C7 in a nightly COBOL program',
    problem: 'The nightly step ends with S0C7 after a change of a copybook.',
    solution: 'Compile the program with the new copybook. This entry is test data and may be archived.',
    category: 'COBOL',
    severity: 'high',
    tags: [tag, 'cobol'],
  },
  {
    id: 'test-data-jcl',
    title: 'Test data: JCL error, dataset not found',
    problem: 'A job ends with IEF212I, since a dataset that it reads is not catalogued.',
    solution: 'Run the job that makes the dataset first. This entry is test data and may be archived.',
    category: 'JCL',
    severity: 'low',
    tags: [tag, 'jcl'],
  },
];

/** Seeds a database that was upgraded well, where that is wanted. What goes wrong with it is no reason to take the upgrade back. */
export async function seed(store: Store, { options, actor, report, remarks }: ChangeWork): Promise<void> {
  if (!options.seedTestData) return;
  try {
    report.seeded = await seedTestData(store, actor);
  } catch (caught) {
    remarks.push(`The test entries could not be added: ${failureOf(caught).message}`);
  }
}

/** Adds a few entries to try a new version with, marked as test data. Those that are there already, whatever became of them, are left as they are. Returns how many were added. */
async function seedTestData(store: Store, actor: string): Promise<number> {
  return inTransaction(store, async (db) => {
    const ids = testEntries.map(({ id }) => id);
    const rows = await db.selectFrom('kb_entries').select('id').where('id', 'in', ids).execute();
    const there = new Set(rows.map(({ id }) => id));
    const missing = testEntries.filter(({ id }) => !there.has(id));
    await addEntries(store, db, missing, actor);
    return missing.length;
  });
}
