import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../bench/seeded-random.ts';
import { KnowledgeError } from '../../failure.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { hashRows } from '../../upgrade/testing/hash-rows.ts';
import { openSource } from '../read/open-source.ts';
import type { ImportReport } from '../transfer-types.ts';
import { mutate } from './mutate.ts';
import { addSampleEntries, makeSamples, type Sample } from './samples.ts';

/** A file may take so long to be read or refused, in ms. */
const patienceMs = 5_000;

export interface MutatedFigures {
  /** How many ended in a report, and how many in an error of which kind, by sample. */
  readonly outcomes: Map<string, number>;
  readonly longestMs: number;
  /** What must not be, in sentences that name the sample and the seed. */
  readonly violations: readonly string[];
}

/**
 * Imports `count` files that something went wrong with, in turn of every kind, into a small knowledge base that is as it was before each. The same count and seed
 * give the same files. A file that breaks a rule is kept beside `folder`.
 */
export async function tryMutatedFiles(folder: string, count: number, seed = 1): Promise<MutatedFigures> {
  const samples = await makeSamples(join(folder, 'samples'));
  const target = new Target(folder);
  await target.prepare();
  const outcomes = new Map<string, number>();
  const violations: string[] = [];
  let longestMs = 0;
  for (let number = 0; number < count; number += 1) {
    const sample = samples[number % samples.length];
    if (sample === undefined) break;
    const path = join(folder, `mutated${sample.ending}`);
    writeFileSync(
      path,
      mutate(sample.bytes, seededRandom(seed * 1_000_003 + number), sample.name === 'database'),
    );
    const started = performance.now();
    const { outcome, problems } = await tryFile(target, path, sample);
    const ms = performance.now() - started;
    longestMs = Math.max(longestMs, ms);
    if (ms > patienceMs) problems.push(`It took ${Math.round(ms)} ms.`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (problems.length > 0) {
      const kept = `${folder}-${seed}-${number}${sample.ending}`;
      copyFileSync(path, kept);
      violations.push(`${sample.name} (${kept}): ${problems.join(' ')}`);
    }
    rmSync(path);
  }
  await target.close();
  return { outcomes, longestMs, violations };
}

async function tryFile(
  target: Target,
  path: string,
  { name }: Sample,
): Promise<{ readonly outcome: string; readonly problems: string[] }> {
  const db = await target.open();
  let report: ImportReport;
  try {
    report = await withPatience(db.importFrom({ path }));
  } catch (caught) {
    const problems: string[] = [];
    if (!(caught instanceof KnowledgeError) || caught.failure.kind === 'unexpected')
      problems.push(
        `It ended with ${caught instanceof Error ? (caught.stack ?? caught.message) : String(caught)}`,
      );
    if (!(await target.isUntouched())) {
      problems.push('It failed, and the knowledge base is not as it was.');
      await target.restore();
    }
    return {
      outcome: `${name}: ${caught instanceof KnowledgeError ? caught.failure.kind : 'crash'}`,
      problems,
    };
  }
  const problems = await target.problems(report);
  problems.push(...(await miscounted(path, report)));
  if (!(await target.isUntouched())) await target.restore();
  return { outcome: `${name}: imported`, problems };
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing for ${2 * patienceMs} ms.`)), 2 * patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Every record that the source has is in the report, as one thing. */
async function miscounted(path: string, report: ImportReport): Promise<readonly string[]> {
  let records = 0;
  const source = await openSource(path);
  try {
    for await (const batch of source.items())
      records += batch.filter(({ kind }) => kind !== 'header' && kind !== 'end').length;
  } finally {
    await source.close();
  }
  const { added, updated, unchanged, rejectedTotal, rejected, problems, tables } = report;
  const rows = tables.reduce((sum, table) => sum + table.added + table.updated + table.unchanged, 0);
  const told = added + updated + unchanged + rows + rejectedTotal;
  const kinds = Object.values(problems).reduce((sum, count) => sum + count, 0);
  return [
    ...(told === records ? [] : [`${records} records were read, and ${told} are told of.`]),
    ...(kinds === rejectedTotal && rejected.length === rejectedTotal
      ? []
      : [`${rejectedTotal} are rejected, ${rejected.length} listed, ${kinds} counted by kind.`]),
  ];
}

/** The knowledge base that is imported into, and its state before. */
class Target {
  readonly #path: string;
  readonly #original: string;
  #db: KnowledgeDB | null = null;
  #hash = '';
  #entries = 0;

  constructor(folder: string) {
    this.#path = join(folder, 'target.db');
    this.#original = join(folder, 'original.db');
  }

  async prepare(): Promise<void> {
    const db = await KnowledgeDB.open(this.#path);
    await addSampleEntries(db);
    this.#hash = await hashOf(db);
    this.#entries = (await db.status()).entries;
    await db.close();
    copyFileSync(this.#path, this.#original);
  }

  async open(): Promise<KnowledgeDB> {
    this.#db ??= await KnowledgeDB.open(this.#path);
    return this.#db;
  }

  async close(): Promise<void> {
    await this.#db?.close();
    this.#db = null;
  }

  async restore(): Promise<void> {
    await this.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.#path}${suffix}`, { force: true });
    copyFileSync(this.#original, this.#path);
  }

  async isUntouched(): Promise<boolean> {
    return (await hashOf(await this.open())) === this.#hash;
  }

  /** What is wrong after an import that succeeded. */
  async problems({ added }: ImportReport): Promise<string[]> {
    const db = await this.open();
    const store = await db.store();
    const integrity =
      store.engine === 'sqlite' ? store.connection.pragma('integrity_check', { simple: true }) : 'ok';
    const { issues } = await db.healthCheck();
    const { entries } = await db.status();
    return [
      ...(integrity === 'ok' ? [] : [`Its structure: ${String(integrity)}`]),
      ...issues,
      ...(entries === this.#entries + added ? [] : [`${added} were added, and there are ${entries}.`]),
    ];
  }
}

async function hashOf(db: KnowledgeDB): Promise<string> {
  const store = await db.store();
  if (store.engine !== 'sqlite') throw new Error('It is a file.');
  return hashRows(store).hash;
}
