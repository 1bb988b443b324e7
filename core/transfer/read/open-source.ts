import type { SourceOptions } from '../transfer-types.ts';
import { openFileBytes } from './bytes/byte-source.ts';
import { openJson } from './json/open-json.ts';
import type { Source } from './source-record.ts';

/**
 * Opens a file, a folder of Markdown, an archive of such, or another knowledge base for reading as a stream of records, in constant memory.
 * Throws a `KnowledgeError` of kind file-missing, invalid-file, corrupt-file, newer-file or read-only-file that names the path.
 */
export async function openSource(path: string, _options: SourceOptions = {}): Promise<Source> {
  const bytes = await openFileBytes(path);
  return openJson(bytes, 'utf-8');
}
