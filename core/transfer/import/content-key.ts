import { hash } from 'node:crypto';

export interface Content {
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
}

/**
 * What tells contents apart that a reader would: 22 characters, from SHA-256 over title, problem and solution without regard to line ends, blanks at the ends
 * of lines and forms of Unicode.
 */
export function contentKey({ title, problem, solution }: Content): string {
  // NUL is in none of them.
  const text = `${plain(title)}\0${plain(problem)}\0${plain(solution)}`;
  return hash('sha256', text, 'base64').slice(0, 22);
}

/** A text as it is compared. */
export function plain(text: string): string {
  const normal = text.normalize('NFC');
  // Most texts have nothing to take away, and looking is quicker than taking.
  if (!/[^\S\n]\n|\r|^\s|\s$/.test(normal)) return normal;
  return normal
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}
