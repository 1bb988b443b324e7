import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { SourceOptions } from '../transfer-types.ts';
import { openFileBytes, type ByteSource } from './bytes/byte-source.ts';
import { openCsv } from './csv/open-csv.ts';
import { openDatabase } from './database/open-database.ts';
import { openJson } from './json/open-json.ts';
import { openNote, openNotes } from './markdown/open-markdown.ts';
import { isDatabase, isZip, refuseForeign, sniffText } from './sniff-source.ts';
import { readingFailure, sourceFailure } from './source-failure.ts';
import type { Source } from './source-record.ts';
import { asUtf8 } from './text/as-utf8.ts';
import type { TextLayout } from './text/decode-text.ts';
import { isWestern, layoutIn } from './text/sniff-encoding.ts';
import { findLayout, headText } from './text/text-source.ts';
import { openZip } from './zip/open-zip.ts';

/**
 * Opens a file, a folder of Markdown, an archive of such, or another knowledge base for reading as a stream of records, in constant memory.
 * Throws a `KnowledgeError` of kind file-missing, foreign-file, invalid-file, corrupt-file, newer-file, read-only-file or invalid-request that names the path.
 */
export async function openSource(path: string, options: SourceOptions = {}): Promise<Source> {
  const found = await look(path);
  if (found.isDirectory()) {
    refuseSelection(path, options);
    return openNotes(path, options);
  }
  if (!found.isFile()) {
    throw sourceFailure('invalid-file', `${path} is neither a file nor a folder.`, 'Choose a file.');
  }
  const bytes = await openFileBytes(path);
  try {
    if (isDatabase(bytes.head)) {
      await bytes.close();
      return await openDatabase(path, options.selection);
    }
    refuseSelection(path, options);
    if (isZip(bytes.head)) {
      await bytes.close();
      return await openZip(path, options, (unpacked) => openText(unpacked, options, null));
    }
    return await openText(bytes, options, path);
  } catch (caught) {
    await bytes.close();
    throw caught;
  }
}

async function look(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (caught) {
    throw readingFailure(caught, path);
  }
}

/** `path` is null for what is in an archive. */
async function openText(bytes: ByteSource, options: SourceOptions, path: string | null): Promise<Source> {
  refuseForeign(bytes);
  const layout = await layoutOf(bytes, options);
  const format = options.format ?? sniffText(headText(bytes, layout), bytes);
  switch (format) {
    case 'json':
    case 'ndjson':
      return openJsonIn(bytes, options.encoding === undefined ? strictly(bytes, layout) : layout, options);
    case 'csv':
      return openCsv(bytes, layout, options);
    case 'markdown':
      if (path === null) break;
      await bytes.close();
      return openNote(path, bytes.sizeBytes, options);
    case 'database':
  }
  throw sourceFailure(
    'foreign-file',
    `${bytes.name} is not an Abendbook database: it is not a SQLite file.`,
    'Choose another file.',
  );
}

function openJsonIn(bytes: ByteSource, layout: TextLayout, { format }: SourceOptions): Promise<Source> {
  return openJson(asUtf8(bytes, layout), layout.encoding, format);
}

/** JSON is UTF-8, so that a few bytes that are not are taken for damage sooner than elsewhere. */
function strictly(bytes: ByteSource, layout: TextLayout): TextLayout {
  const isDoubtful = layout.encoding === 'windows-1252' && !isWestern(bytes.head, 10);
  return isDoubtful ? { ...layout, encoding: 'utf-8' } : layout;
}

async function layoutOf(bytes: ByteSource, { encoding }: SourceOptions): Promise<TextLayout> {
  if (encoding !== undefined) return layoutIn(encoding, bytes.head, bytes.sizeBytes);
  const layout = await findLayout(bytes);
  if (layout !== null) return layout;
  throw sourceFailure(
    'foreign-file',
    `${bytes.name} is not text, and no kind of file that Abendbook knows.`,
    'Choose a JSON, CSV or Markdown file, or another knowledge base.',
  );
}

/** What would be left out otherwise would be brought in. */
function refuseSelection(path: string, { selection }: SourceOptions): void {
  if (selection === undefined || Object.values(selection).every((value) => value === undefined)) return;
  throw sourceFailure(
    'invalid-request',
    `${path} is not a knowledge base, and only of one can some entries be taken.`,
    'Import all of it, or choose a knowledge base.',
  );
}
