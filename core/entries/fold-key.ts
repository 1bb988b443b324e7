/** The form of a category or a tag that filters compare: compatibility forms unified, case, outer spaces and NULs gone (PostgreSQL takes none). */
export function foldKey(text: string): string {
  return text.replaceAll('\0', '').normalize('NFKC').trim().toLowerCase();
}
