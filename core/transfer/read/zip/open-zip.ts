import type { SourceOptions } from '../../transfer-types.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { isMarkdownName } from '../markdown/list-notes.ts';
import { sourceFailure } from '../source-failure.ts';
import type { Source } from '../source-record.ts';
import { Archive, type ArchivedFile } from './archive.ts';
import { openArchivedBytes } from './archived-bytes.ts';
import { archivedNotes } from './archived-notes.ts';

/** Of documents that are archives inside, and what to do with them. */
const documents: readonly (readonly [part: string, what: string, wayOut: string])[] = [
  ['xl/', 'an Excel workbook', 'Open it in Excel, save the sheet as “CSV UTF-8”, and import that file.'],
  ['word/', 'a Word document', 'Save it as text or Markdown, with a heading “Solution” above the solution.'],
  ['ppt/', 'a PowerPoint file', 'Save its text as Markdown.'],
  ['content.xml', 'an OpenDocument file', 'Open it, save the sheet as CSV, and import that file.'],
];

interface Contents {
  readonly notes: number;
  /** JSON or CSV. */
  readonly data: readonly ArchivedFile[];
  readonly document: (typeof documents)[number] | null;
  readonly sizeBytes: number;
}

/** Opens an archive: its Markdown files, or the one JSON or CSV file in it by `openBytes`. Throws a `KnowledgeError` of kind invalid-file or foreign-file. */
export async function openZip(
  path: string,
  options: SourceOptions,
  openBytes: (bytes: ByteSource) => Promise<Source>,
): Promise<Source> {
  const { notes, data, document, sizeBytes } = await lookInto(path);
  if (document !== null) {
    const [, what, wayOut] = document;
    throw sourceFailure('foreign-file', `${path} is ${what}, which cannot be read.`, wayOut);
  }
  const [only, ...others] = data;
  if (notes > 0 || options.format === 'markdown') return archivedNotes(path, sizeBytes, options);
  if (only === undefined) {
    throw sourceFailure(
      'invalid-file',
      `${path} is an archive without anything in it that can be read.`,
      'Choose one with Markdown files (*.md), or with one JSON or CSV file.',
    );
  }
  if (others.length > 0) {
    throw sourceFailure(
      'invalid-file',
      `${path} is an archive with ${data.length} files of data in it, such as ${only.name} and ${others[0]?.name}.`,
      'Unpack it, and import them one by one.',
    );
  }
  if (only.refused !== null) {
    throw sourceFailure(
      'invalid-file',
      `${only.name} in ${path} was not read. ${only.refused.reason}`,
      'Unpack it, and import the file.',
    );
  }
  return openBytes(await openArchivedBytes(path, only.name, only.entry.uncompressedSize));
}

async function lookInto(path: string): Promise<Contents> {
  const archive = await Archive.open(path);
  try {
    let notes = 0;
    let document: Contents['document'] = null;
    const data: ArchivedFile[] = [];
    for await (const file of archive.files()) {
      if (isMarkdownName(file.name)) notes += 1;
      else if (/\.(?:json|ndjson|jsonl|csv|tsv)$/iu.test(file.name) && data.length < 2) data.push(file);
      document ??=
        documents.find(
          ([part]) => file.name === part || (part.endsWith('/') && file.name.startsWith(part)),
        ) ?? null;
    }
    return { notes, data, document: notes > 0 ? null : document, sizeBytes: archive.sizeBytes };
  } finally {
    archive.close();
  }
}
