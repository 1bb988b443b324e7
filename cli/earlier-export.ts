import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** How the files of an export begin, after the byte order mark that CSV may have. */
const beginnings = [
  '{"format":"abendbook-export"',
  '{"type":"header","format":"abendbook-export"',
  'id,title,problem,solution,category,severity,tags,archived,createdAt,updatedAt,author,metadata\r\n',
] as const;

/** Whether an export may take the place of what is at the path: a file that an earlier one wrote. What is no file, the export itself looks at. */
export function isEarlierExport(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return true;
  let text: string;
  try {
    text = beginningOf(path).replace(/^\uFEFF/, '');
  } catch {
    // What cannot be read is nobody's to replace.
    return false;
  }
  return beginnings.some((known) => text.startsWith(known));
}

function beginningOf(path: string): string {
  const bytes = Buffer.alloc(200);
  const file = openSync(path, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
