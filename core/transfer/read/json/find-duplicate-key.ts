/** How many keys the objects of a parsed JSON value have, at all levels. */
export function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') count += countKeys(item);
    return count;
  }
  for (const key of Object.keys(value)) {
    count += 1;
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'object') count += countKeys(item);
  }
  return count;
}

/** The first key that an object in this well-formed JSON text has twice; null where there is none. */
export function findDuplicateKey(text: string): string | null {
  const objects: (Set<string> | null)[] = [];
  let string = '';
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at);
        string = text.slice(at, end);
        at = end - 1;
        break;
      }
      case ':': {
        const key = JSON.parse(string) as string;
        if (objects.at(-1)?.has(key)) return key;
        objects.at(-1)?.add(key);
        break;
      }
      case '{':
        objects.push(new Set());
        break;
      case '[':
        objects.push(null);
        break;
      case '}':
      case ']':
        objects.pop();
        break;
      default:
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
