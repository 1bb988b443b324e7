import type { ExportFormat, SourceFormat, TextEncodingName } from '../../preload/api.ts';

/** What an export can be, in plain words: what it is called, and what it is good for. */
export const exportFormats = [
  ['json', 'Abendbook file (JSON)', 'comes back exactly as it was'],
  ['ndjson', 'JSON lines', 'the same, one record a line, for other programs'],
  ['csv', 'Spreadsheet (CSV)', 'one row an entry, no revisions or links'],
  ['markdown', 'Markdown folder', 'one text file an entry'],
] as const satisfies readonly (readonly [ExportFormat, string, string])[];

export const sourceFormatNames: Readonly<Record<SourceFormat, string>> = {
  json: 'JSON',
  ndjson: 'JSON lines',
  csv: 'Table (CSV or TSV)',
  markdown: 'Markdown files',
  database: 'Abendbook knowledge base',
};

export const encodingNames: Readonly<Record<TextEncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little end first',
  'utf-16be': 'UTF-16, big end first',
  'windows-1252': 'Windows-1252 (Western Europe)',
  ibm037: 'EBCDIC 037 (USA)',
  ibm1047: 'EBCDIC 1047 (open systems)',
};

/** The usual characters between the columns of a table. */
export const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar |',
};

/** `semicolon`; a character that is not usual by itself. */
export function delimiterName(delimiter: string): string {
  return delimiterNames[delimiter] ?? `“${delimiter}”`;
}
