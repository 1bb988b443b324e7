import { quoted } from './quoted.ts';
import type { Text, Token } from './tokens.ts';
import { Unreadable } from './unreadable.ts';

const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);

/** Goes through tokens one by one. What is not as expected throws `Unreadable`. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token | null {
    return this.#tokens[this.#at + ahead] ?? null;
  }

  /** The line of what comes next, or of the end. */
  get line(): number {
    return (this.peek() ?? this.#tokens.at(-1))?.line ?? 1;
  }

  next(): Token {
    const token = this.peek();
    if (token === null) throw new Unreadable(this.line, 'the file ends in the middle of something.');
    this.#at += 1;
    return token;
  }

  /** Whether a word or symbol comes next. */
  at(value: string): boolean {
    const token = this.peek();
    return token !== null && token.kind !== 'text' && token.value === value;
  }

  /** Goes past words and symbols where they are what comes next; otherwise stays. */
  skip(...values: readonly string[]): boolean {
    const found = values.every((value, ahead) => {
      const token = this.peek(ahead);
      return token !== null && token.kind !== 'text' && token.value === value;
    });
    if (found) this.#at += values.length;
    return found;
  }

  expect(value: string): Token {
    const token = this.next();
    if (token.kind !== 'text' && token.value === value) return token;
    const found = token.kind === 'text' ? 'a text' : quoted(token.value);
    throw new Unreadable(token.line, `"${value}" is expected, and here is ${found}.`);
  }

  word(): string {
    const token = this.next();
    if (token.kind === 'word') return token.value;
    throw new Unreadable(token.line, 'a name is expected here.');
  }

  text(): Text {
    const token = this.next();
    if (token.kind === 'text') return token;
    throw new Unreadable(token.line, `a text is expected, and here is ${quoted(token.value)}.`);
  }

  /** The tokens up to the comma or bracket that ends the value which begins here. */
  functionFrom(): readonly Token[] {
    const tokens: Token[] = [];
    let depth = 0;
    for (let token = this.peek(); token !== null; token = this.peek()) {
      if (token.kind === 'symbol') {
        if (depth === 0 && (token.value === ',' || closing.has(token.value))) break;
        if (opening.has(token.value)) depth += 1;
        if (closing.has(token.value)) depth -= 1;
      }
      tokens.push(this.next());
    }
    return tokens;
  }
}
