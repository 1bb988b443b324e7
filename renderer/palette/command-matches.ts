/** Whether every word typed begins a word of the command's name. */
export function commandMatches(name: string, typed: string): boolean {
  const words = name.toLowerCase().split(/\s+/u);
  const wanted = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  return wanted.every((start) => words.some((word) => word.startsWith(start)));
}
