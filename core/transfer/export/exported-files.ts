import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** In a folder of Markdown: the files that the export wrote, with their checksums, as `sha256sum --check` reads them. */
export const listName = 'abendbook-export.sha256';

/** The list's first line, which tells it from lists of other programs. */
export function listHeader(facts: { readonly schemaVersion: string; readonly entries: number }): string {
  return `# ${JSON.stringify({ format: 'abendbook-markdown', formatVersion: 1, ...facts })}\n`;
}

export function listLine(name: string, sha256: string): string {
  return `${sha256}  ${name}\n`;
}

/** The names that an export's list in a folder has; null where there is no such list. Only names that exports give: the list may have been changed. */
export async function readListedNames(folder: string): Promise<ReadonlySet<string> | null> {
  const path = join(folder, listName);
  if (!existsSync(path)) return null;
  const names = new Set<string>();
  let isFirst = true;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (isFirst && !line.startsWith('# {"format":"abendbook-markdown"')) return null;
    isFirst = false;
    const [, name] = /^[0-9a-f]{64} {2}([a-z0-9-]+\.md)$/.exec(line) ?? [];
    if (name !== undefined) names.add(name);
  }
  return isFirst ? null : names;
}
