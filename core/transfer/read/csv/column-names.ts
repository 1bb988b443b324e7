/** The names of a table's columns: trimmed; an empty one is named after its place, and one that came before gets a number. */
export function columnNames(header: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return header.map((cell, place) => {
    const name = cell.trim() === '' ? `Column ${place + 1}` : cell.trim();
    let distinct = name;
    for (let number = 2; taken.has(distinct); number += 1) distinct = `${name} (${number})`;
    taken.add(distinct);
    return distinct;
  });
}
