import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceOptions } from '../../transfer-types.ts';
import { recordLimits, recordTooLarge } from '../record-limits.ts';
import { readingFailure, sourceFailure } from '../source-failure.ts';
import type { Source, SourceItem } from '../source-record.ts';
import { listNotes, type ListedNote } from './list-notes.ts';
import { parseNote } from './parse-note.ts';

/** Files in one batch, unless they are large. */
const batchFiles = 100;
const batchBytes = 1_000_000;

/** Opens a folder of Markdown files. Throws a `KnowledgeError` of kind invalid-file where there are none in it. */
export async function openNotes(folder: string, options: SourceOptions): Promise<Source> {
  const notes = await listNotes(folder);
  if (notes.length === 0) {
    throw sourceFailure(
      'invalid-file',
      `${folder} is a folder without Markdown files (*.md) in it.`,
      'Choose a file, or a folder of Markdown files.',
    );
  }
  return notesSource(notes, options);
}

/** Opens a single Markdown file. */
export async function openNote(path: string, sizeBytes: number, options: SourceOptions): Promise<Source> {
  return notesSource([{ path, where: basename(path), sizeBytes, isLink: false }], options);
}

function notesSource(notes: readonly ListedNote[], options: SourceOptions): Source {
  let position = 0;
  const items = async function* (): AsyncGenerator<readonly SourceItem[]> {
    position = 0;
    let batch: SourceItem[] = [];
    let held = 0;
    for (const [place, note] of notes.entries()) {
      batch.push(await readNote(note, place + 1, options));
      held += note.sizeBytes;
      position += note.sizeBytes;
      if (batch.length < batchFiles && held < batchBytes) continue;
      yield batch;
      batch = [];
      held = 0;
    }
    if (batch.length > 0) yield batch;
  };
  return {
    format: 'markdown',
    encoding: options.encoding ?? 'utf-8',
    delimiter: null,
    native: true,
    sizeBytes: notes.reduce((sum, note) => sum + note.sizeBytes, 0),
    position: () => position,
    columns: null,
    items,
    close: () => Promise.resolve(),
  };
}

async function readNote(note: ListedNote, record: number, { encoding }: SourceOptions): Promise<SourceItem> {
  const { where } = note;
  const reject = (kind: 'unsafe-path' | 'too-large', reason: string): SourceItem => ({
    kind: 'rejected',
    rejected: { record, where, title: null, kind, reason },
  });
  if (note.isLink) return reject('unsafe-path', 'It is a link to another place, which is not followed.');
  if (note.sizeBytes > recordLimits.bytes) return reject('too-large', recordTooLarge);
  const bytes = await readWhole(note.path);
  return bytes === null ? reject('too-large', recordTooLarge) : parseNote({ record, where, bytes }, encoding);
}

/** Null where it has grown beyond what is allowed. Should it have become a link meanwhile, it is not followed. */
async function readWhole(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { size } = await file.stat();
      return size > recordLimits.bytes ? null : await file.readFile();
    } finally {
      await file.close();
    }
  } catch (caught) {
    throw readingFailure(caught, path);
  }
}
