/** The form of a category or a tag that filters compare: compatibility forms unified, case and outer spaces gone. */
export function foldKey(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
