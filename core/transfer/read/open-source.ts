import type { SourceOptions } from '../transfer-types.ts';
import { openFileBytes } from './bytes/byte-source.ts';
import { openCsv } from './csv/open-csv.ts';
import { openJson } from './json/open-json.ts';
import { headText, findLayout } from './text/text-source.ts';
import { asUtf8 } from './text/as-utf8.ts';
import type { Source } from './source-record.ts';

/**
 * Opens a file, a folder of Markdown, an archive of such, or another knowledge base for reading as a stream of records, in constant memory.
 * Throws a `KnowledgeError` of kind file-missing, invalid-file, corrupt-file, newer-file or read-only-file that names the path.
 */
export async function openSource(path: string, options: SourceOptions = {}): Promise<Source> {
  const bytes = await openFileBytes(path);
  const layout = options.encoding
    ? { encoding: options.encoding, lineBytes: null }
    : ((await findLayout(bytes)) ?? { encoding: 'utf-8', lineBytes: null });
  if (/^\s*[{[]/u.test(headText(bytes, layout))) return openJson(asUtf8(bytes, layout), layout.encoding);
  return openCsv(bytes, layout, options);
}
