import type { SourceFormat } from '../transfer-types.ts';
import type { ByteSource } from './bytes/byte-source.ts';
import { sniffDelimiter } from './csv/sniff-delimiter.ts';
import { sourceFailure } from './source-failure.ts';

/** What other programs' files begin with, what they are, and what to do with them. */
const foreign: readonly (readonly [start: string, what: string, wayOut: string])[] = [
  ['%PDF', 'a PDF', 'Save its text as Markdown or CSV.'],
  [
    '\xd0\xcf\x11\xe0',
    'a document of an older Office',
    'Open it there, save the sheet as CSV, and import that file.',
  ],
  ['\x89PNG', 'a picture', 'Choose a file with text.'],
  ['\xff\xd8\xff', 'a picture', 'Choose a file with text.'],
  ['GIF8', 'a picture', 'Choose a file with text.'],
  ['BM', 'a picture', 'Choose a file with text.'],
  ['RIFF', 'a picture, a sound or a film', 'Choose a file with text.'],
  ['\x1f\x8b', 'a compressed file', 'Unpack it, and import what was in it.'],
  ['7z\xbc\xaf', 'a compressed file', 'Unpack it, and import what was in it.'],
  ['Rar!', 'a compressed file', 'Unpack it, and import what was in it.'],
  ['{\\rtf', 'a text document (RTF)', 'Save its text as Markdown or CSV.'],
  ['\x7fELF', 'a program', 'Choose a file with text.'],
  ['MZ', 'a program', 'Choose a file with text.'],
];

/** Whether a file's first bytes are those of a database. */
export function isDatabase(head: Buffer): boolean {
  return head.toString('latin1', 0, 16) === 'SQLite format 3\0';
}

/** Whether a file's first bytes are those of a zip archive, be it an empty one. */
export function isZip(head: Buffer): boolean {
  return ['504b0304', '504b0506'].includes(head.toString('hex', 0, 4));
}

/** Refuses what other programs make, by name. Throws a `KnowledgeError` of kind foreign-file or invalid-file. */
export function refuseForeign({ head, name, sizeBytes }: ByteSource): void {
  if (sizeBytes === 0 || head.length === 0) {
    throw sourceFailure('invalid-file', `${name} is empty: it has no bytes at all.`, 'Choose another file.');
  }
  const start = head.toString('latin1', 0, 16);
  const found = foreign.find(([bytes]) => start.startsWith(bytes) && !(bytes.length < 3 && isPlain(head)));
  if (found === undefined) return;
  throw sourceFailure('foreign-file', `${name} is ${found[1]}, which cannot be read.`, found[2]);
}

/** The form of a text, by what it begins with, then by the file's ending. Throws a `KnowledgeError` of kind invalid-file or foreign-file where it is none that can be read. */
export function sniffText(
  text: string,
  { name, ending, isHeadWhole }: ByteSource,
): Exclude<SourceFormat, 'database'> {
  const start = text.trimStart();
  if (start === '')
    throw sourceFailure('invalid-file', `${name} holds nothing but blanks.`, 'Choose another file.');
  const isNote = ending === 'md' || ending === 'markdown';
  const isJson = /^(?:\{\s*"|\[\s*\{)/u.test(start) || (/^[{[]/u.test(start) && !isTableEnding(ending));
  if (isJson && !isNote) {
    const isLines = ending === 'ndjson' || ending === 'jsonl';
    return isLines ? 'ndjson' : 'json';
  }
  if (isNote) return 'markdown';
  if (ending === 'json' || ending === 'ndjson' || ending === 'jsonl')
    return ending === 'json' ? 'json' : 'ndjson';
  if (isTableEnding(ending)) return 'csv';
  if (/^<(?:!doctype|html|\?xml|[a-z]+[ >])/iu.test(start)) {
    throw sourceFailure(
      'foreign-file',
      `${name} is a web page or XML, which cannot be read.`,
      'Export it there as CSV or JSON.',
    );
  }
  if (/^---\r?\n/u.test(start) || /^#{1,6} /mu.test(start.slice(0, 4_096))) return 'markdown';
  const table = sniffDelimiter(text, isHeadWhole);
  if (table !== null && table.agreement >= 0.6) return 'csv';
  throw sourceFailure(
    'invalid-file',
    `${name} is text, but neither JSON, a table nor Markdown.`,
    'Name its form, or give it the ending .csv, .json or .md.',
  );
}

function isTableEnding(ending: string): boolean {
  return ['csv', 'tsv', 'tab'].includes(ending);
}

function isPlain(head: Buffer): boolean {
  return head
    .subarray(0, 512)
    .every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
