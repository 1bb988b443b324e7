import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KnowledgeError } from '../../failure.ts';
import { stopIfAborted } from '../../search/cancellation.ts';
import { flushFile, flushFolder } from '../../store/durable-files.ts';
import type { Store } from '../../store/store.ts';
import type { ExportedEntry } from '../read/source-record.ts';
import type { ExportRequest } from '../transfer-types.ts';
import { readContent, type Content } from './content.ts';
import { newDraft, removeDraft } from './draft.ts';
import { listHeader, listLine, listName, readListedNames } from './exported-files.ts';
import { FileWriter } from './file-writer.ts';
import { refuseTaken, type Target } from './find-target.ts';
import { markdownName, markdownOf } from './markdown-entry.ts';
import type { Watch, Written } from './written.ts';

/** Together, since the system then writes what several of them wait for at once. */
const flushedAtOnce = 32;

/** Writes each entry to a Markdown file in a folder. The files come to their place once all are whole and on the disk. */
export async function writeFolder(
  store: Store,
  content: Content,
  target: Target,
  { overwrite = false }: ExportRequest,
  watch: Watch,
): Promise<Written> {
  const isThere = existsSync(target.real);
  // Inside a folder that is there: it may be a disk of its own.
  const draft = newDraft(isThere ? target.real : dirname(target.real));
  try {
    mkdirSync(draft);
    const written = await writeFiles(store, content, draft, watch);
    stopIfAborted(watch.signal);
    refuseTaken(target, overwrite);
    if (isThere) await moveInto(target, draft);
    else renameSync(draft, target.real);
    flushFolder(dirname(target.real));
    return written;
  } finally {
    removeDraft(draft);
  }
}

/** The hash is over the names of the files and their hashes, in order. */
async function writeFiles(
  store: Store,
  content: Content,
  folder: string,
  { signal, onRecords }: Watch,
): Promise<Written> {
  const list = await FileWriter.create(join(folder, listName));
  try {
    await list.write(
      listHeader({ schemaVersion: content.schemaVersion, entries: content.counts['entries'] ?? 0 }),
    );
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let done = 0;
    for await (const batch of readContent(store, content)) {
      if (batch.kind !== 'entries') continue;
      for (const entry of batch.entries) {
        stopIfAborted(signal);
        const bytes = Buffer.from(markdownOf(entry));
        const name = writeNew(folder, entry, bytes);
        const line = listLine(name, createHash('sha256').update(bytes).digest('hex'));
        hash.update(line);
        await list.write(line);
        sizeBytes += bytes.length;
      }
      done += batch.entries.length;
      onRecords(done);
    }
    const { sizeBytes: listBytes } = await list.finish();
    // All together at the end: the system then has most of them on the disk already.
    const names = readdirSync(folder);
    for (let start = 0; start < names.length; start += flushedAtOnce) {
      stopIfAborted(signal);
      const together = names.slice(start, start + flushedAtOnce).map((name) => flush(join(folder, name)));
      // Where one fails the others are waited for: what is still open could not be removed everywhere.
      const failed = (await Promise.allSettled(together)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    }
    flushFolder(folder);
    return { sizeBytes: sizeBytes + listBytes, sha256: hash.digest('hex') };
  } catch (caught) {
    await list.abandon();
    throw caught;
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Returns the name that the file got: the first that is free, as the system compares names. */
function writeNew(folder: string, entry: ExportedEntry, bytes: Buffer): string {
  for (let taken = 0; ; taken += 1) {
    const name = markdownName(entry, taken);
    try {
      writeFileSync(join(folder, name), bytes, { flag: 'wx' });
      return name;
    } catch (caught) {
      const isTaken = caught instanceof Error && 'code' in caught && caught.code === 'EEXIST';
      if (!isTaken || taken === 8) throw caught;
    }
  }
}

/** Puts new files in the place of those that an earlier export wrote. At every instant the list in the folder has all that any export wrote there. */
async function moveInto({ path, real }: Target, draft: string): Promise<void> {
  const earlier = (await readListedNames(real)) ?? new Set<string>();
  const names = readdirSync(draft).filter((name) => name !== listName);
  for (const name of names) {
    if (!earlier.has(name) && existsSync(join(real, name))) {
      throw new KnowledgeError({
        kind: 'file-exists',
        message: `The file ${name} in ${path} was not written by an export, and has a name that this export needs.`,
        recovery: 'Nothing was changed. Move that file elsewhere, or choose another folder.',
        field: 'path',
      });
    }
  }
  const now = new Set(names);
  listBoth(real, draft);
  for (const name of names) renameSync(join(draft, name), join(real, name));
  for (const name of earlier) if (!now.has(name)) rmSync(join(real, name), { force: true });
  renameSync(join(draft, listName), join(real, listName));
  flushFolder(real);
}

function listBoth(folder: string, draft: string): void {
  const both = join(draft, 'both');
  const present = join(folder, listName);
  if (!existsSync(present)) {
    copyFileSync(join(draft, listName), both);
  } else {
    copyFileSync(present, both);
    appendFileSync(both, readFileSync(join(draft, listName)));
  }
  flushFile(both);
  renameSync(both, present);
  flushFolder(folder);
}
