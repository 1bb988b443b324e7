import { countTables } from '../backup/check-structure.ts';
import type { Cancellation } from '../search/cancellation.ts';
import type { SqliteStore } from '../store/store.ts';
import { isBookkeeping } from './bookkeeping.ts';
import { check } from './checks.ts';
import { changedAnswers, runSearches } from './sample-searches.ts';
import type { Check } from './upgrade-types.ts';
import type { Expectation } from './upgrade-record.ts';

/** What a database holds and answers, with how long its searches took, in ms. */
export interface Observation extends Expectation {
  readonly timesMs: readonly number[];
}

export function expectationOf({ counts, answers, mark }: Observation): Expectation {
  return { counts, answers, mark };
}

/** How often each search is run where times matter. */
const timedRounds = 3;

export interface ObserveOptions {
  readonly searches: readonly string[];
  /** Run the searches often enough for their times to be worth something. */
  readonly timed?: boolean;
  readonly signal?: Cancellation | undefined;
}

/** Counts the rows of every table but those that keep account of the schema, and runs searches. */
export async function observe(
  store: SqliteStore,
  { searches, timed = false, signal }: ObserveOptions,
): Promise<Observation> {
  const counts = Object.fromEntries(
    Object.entries(countTables(store.connection)).filter(([table]) => !isBookkeeping(table)),
  );
  const { answers, timesMs } = await runSearches(store, searches, signal);
  const times = [...timesMs];
  for (let round = 1; round < (timed ? timedRounds : 1); round += 1)
    times.push(...(await runSearches(store, searches, signal)).timesMs);
  return { counts, answers, mark: entriesMark(store), timesMs: times };
}

/** Changes with every edit: each leaves a revision of the entry, or a new entry. */
function entriesMark({ connection }: SqliteStore): string {
  const entries = connection
    .prepare('SELECT count(*), max(number), max(updated_at) FROM kb_entries')
    .raw()
    .get();
  const revisions: unknown = connection.prepare('SELECT count(*) FROM kb_revisions').pluck().get();
  return JSON.stringify([entries, revisions]);
}

/** Whether each table that is there before and after has lost no row, and each search finds what it found, in the same order. */
export function compareWithBefore(before: Expectation, after: Expectation): readonly Check[] {
  return [
    check('rows', lostRows(before, after), 'No table that stays has lost a row.'),
    answersCheck(before, after),
  ];
}

function lostRows(before: Expectation, after: Expectation): readonly string[] {
  return Object.entries(before.counts).flatMap(([table, rows]) => {
    const now = after.counts[table] ?? rows;
    if (now >= rows) return [];
    return [`${table} has ${now.toLocaleString('en')} rows instead of ${rows.toLocaleString('en')}.`];
  });
}

function answersCheck(before: Expectation, after: Expectation): Check {
  if (before.mark !== after.mark) {
    const detail = 'Entries were edited meanwhile, so searches answer differently and were not compared.';
    return { name: 'searches', ok: true, detail };
  }
  const changed = changedAnswers(before.answers, after.answers).map((query) => `“${query}”`);
  const problems = changed.length === 0 ? [] : [`These searches answer differently: ${changed.join(', ')}.`];
  return check('searches', problems, `${before.answers.length} searches answer as before.`);
}
