/** The id of a row's element, by which the search box and the list point at the selected row. */
export function rowElementId(index: number): string {
  return `result-${index}`;
}
