import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { NewEntry } from '../core/entries/entry.ts';
import { readStarterEntries } from '../core/entries/starter-entries.ts';
import type { ExportedEntry } from '../core/transfer/read/source-record.ts';
import { latestVersion } from '../migrations/index.ts';
import { makeEntry } from './make-database.ts';
import { seededRandom } from './seeded-random.ts';

/** Of the problem and of the solution so many words are kept each, which makes entries of about 90 words, 1 KB as JSON. */
const wordsOfText = 40;

/** Entries as an export has them, about 1 KB each. The same count gives the same entries. */
export async function* exportedEntries(count: number): AsyncGenerator<ExportedEntry> {
  const starter = await readStarterEntries();
  const random = seededRandom(7);
  for (let number = 0; number < count; number += 1) {
    const entry = makeEntry(starter, random);
    yield {
      id: `01970000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
      title: entry.title,
      problem: ends(entry.problem),
      solution: ends(entry.solution),
      category: entry.category ?? 'General',
      severity: entry.severity ?? 'medium',
      tags: entry.tags ?? [],
      archived: entry.archived ?? false,
      createdAt: timeOf(entry.createdAt),
      updatedAt: timeOf(entry.updatedAt),
      author: entry.author ?? 'unknown',
      metadata: entry.metadata ?? {},
      revision: 1,
    };
  }
}

/** The first words of a text, and the last ones, in which the incident's own names are. */
function ends(text: string): string {
  const words = text.split(/(?<=\s)(?=\S)/);
  if (words.length <= wordsOfText) return text;
  const half = wordsOfText / 2;
  return [...words.slice(0, half), ...words.slice(-half)].join('').trim();
}

function timeOf(time: NewEntry['updatedAt']): string {
  return new Date(time ?? 0).toISOString();
}

/** Writes an export of `count` entries, as the program itself would. */
export async function writeExport(path: string, count: number): Promise<void> {
  const header = {
    format: 'abendbook-export',
    formatVersion: 1,
    schemaVersion: latestVersion,
    scope: 'selection',
    counts: { entries: count, revisions: 0 },
  };
  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify(header).slice(0, -1)},\n"entries":[\n`;
    const hash = createHash('sha256');
    let pending = '';
    let number = 0;
    for await (const entry of exportedEntries(count)) {
      const record = JSON.stringify(entry);
      hash.update(`${record}\n`);
      number += 1;
      pending += `${record}${number < count ? ',' : ''}\n`;
      if (pending.length > 1_000_000) {
        yield pending;
        pending = '';
      }
    }
    yield `${pending}],\n"tables":{\n},\n"sha256":"${hash.digest('hex')}"}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
