/**
 * Makes a large knowledge base that reads like years of a team's own notes: each entry starts from a starter entry and is set in an
 * incident with jobs, programs, datasets and times of its own. The same seed gives the same entries.
 *
 *     node bench/make-database.ts FILE [ENTRIES] [SEED]
 */
import { rmSync } from 'node:fs';
import type { NewEntry } from '../core/entries/entry.ts';
import { readStarterEntries } from '../core/entries/starter-entries.ts';
import { KnowledgeDB } from '../core/store/knowledge-db.ts';
import { seededRandom, type Random } from './seeded-random.ts';

export interface MakeDatabaseOptions {
  readonly file: string;
  readonly entries: number;
  /** 1 unless given. */
  readonly seed?: number;
  /** Of each entry only the gist, for what needs many entries rather than long ones. */
  readonly short?: boolean;
  /** The schema version that it stands at; the newest unless given. */
  readonly version?: string;
}

const batchSize = 500;
const systems = [
  'PAYR',
  'CLAM',
  'POLI',
  'BILL',
  'GLED',
  'CUST',
  'INVT',
  'STMT',
  'LOAN',
  'CARD',
  'RISK',
  'DISB',
];
const sites = ['SYSA', 'SYSB', 'SYSC', 'PRD1', 'PRD2'];
const cycles = ['nightly', 'month-end', 'quarter-end', 'weekly', 'intraday', 'year-end'];
const outcomes = [
  'The restart from the failing step ended with condition code 0.',
  'The rerun went through; the window was missed by {minutes} minutes.',
  'The fix was put in by an emergency change and reviewed the next day.',
  'Operations restarted from the last checkpoint; nothing was posted twice.',
  'The vendor was asked, and confirmed the cause after {minutes} minutes.',
];

/** Names as one incident would have them. */
function incident(random: Random) {
  const system = random.pick(systems);
  const digits = (count: number): string => String(random.below(10 ** count)).padStart(count, '0');
  return {
    job: `${system}J${digits(3)}`,
    step: `STEP${digits(2)}0`,
    program: `${system}${digits(4)}`,
    dataset: `${random.pick(['PROD', 'TEST', 'ARCH'])}.${system}.${random.pick(['MASTER', 'TRANS', 'EXTRACT', 'HISTORY', 'CONTROL'])}.G${digits(4)}V00`,
    site: random.pick(sites),
    cycle: random.pick(cycles),
    ticket: `INC${digits(7)}`,
    offset: random.below(65_536).toString(16).toUpperCase().padStart(8, '0'),
    minutes: String(5 + random.below(240)),
  };
}

/** Paragraphs of one entry, some left out, so that no two entries are equal. */
function thinned(text: string, random: Random): string {
  const [first = '', ...rest] = text.split('\n\n');
  return [first, ...rest.filter(() => random.below(10) < 8)].join('\n\n');
}

/** An entry that reads like one of a team's own notes, set in an incident of its own. */
export function makeEntry(starter: readonly NewEntry[], random: Random): NewEntry {
  const base = random.pick(starter);
  const { job, step, program, dataset, site, cycle, ticket, offset, minutes } = incident(random);
  const created = new Date(Date.UTC(2020, 0, 1) + random.below(6 * 365 * 24 * 60) * 60_000);
  const updated = new Date(created.getTime() + random.below(200 * 24 * 60) * 60_000);
  const related = random.pick(starter);
  return {
    title: `${base.title} (${random.pick([program, job, `${job} ${step}`, dataset])})`,
    problem: `${thinned(base.problem, random)}\n\nSeen in the ${cycle} run of \`${job}\` ${step} on ${site}: program \`${program}\` at offset ${offset}, dataset \`${dataset}\`. Ticket ${ticket}.`,
    solution: `${thinned(base.solution, random)}\n\n${random.pick(outcomes).replace('{minutes}', minutes)} See also: ${related.title}.`,
    category: base.category ?? 'Other',
    severity: random.pick(['low', 'medium', 'medium', 'high', 'high', 'critical']),
    tags: [...new Set([...(base.tags ?? []), cycle, site.toLowerCase()])],
    archived: random.below(100) < 4,
    createdAt: created,
    updatedAt: updated,
    author: random.pick(['mha', 'jlo', 'rpatel', 'skim', 'dworth', 'operations']),
    metadata: { ticket },
  };
}

/** The same entry in a few words. */
function shortened(entry: NewEntry): NewEntry {
  const gist = (text: string): string => /^[^\n]{0,80}/.exec(text)?.[0].trim() || 'None';
  return {
    ...entry,
    problem: gist(entry.problem),
    solution: gist(entry.solution),
    tags: (entry.tags ?? []).slice(0, 2),
  };
}

/** Writes a new knowledge base to `file`, in place of one that is there. Resolves when it is closed. */
export async function makeDatabase({
  file,
  entries,
  seed = 1,
  short = false,
  version,
}: MakeDatabaseOptions): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  const random = seededRandom(seed);
  const starter = await readStarterEntries();
  const db = await KnowledgeDB.open(file, version === undefined ? {} : { to: version });
  try {
    for (let done = 0; done < entries; done += batchSize) {
      const batch = Array.from({ length: Math.min(batchSize, entries - done) }, () => {
        const entry = makeEntry(starter, random);
        return short ? shortened(entry) : entry;
      });
      await db.addEntries(batch, 'benchmark');
    }
  } finally {
    await db.close();
  }
}

if (import.meta.main) {
  const [file, entries = '10000', seed = '1'] = process.argv.slice(2);
  if (file === undefined || !(Number(entries) > 0)) {
    console.error('Usage: node bench/make-database.ts FILE [ENTRIES] [SEED]');
    process.exitCode = 2;
  } else {
    const started = performance.now();
    await makeDatabase({ file, entries: Number(entries), seed: Number(seed) });
    console.log(
      `Wrote ${entries} entries to ${file} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  }
}
