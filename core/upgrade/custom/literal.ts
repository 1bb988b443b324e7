import type { Cursor } from './cursor.ts';
import { named, quoted } from './quoted.ts';
import type { Text, Token } from './tokens.ts';
import { Unreadable } from './unreadable.ts';

/** A value as it is written in a file. A function is kept as its tokens; it is never run. */
export type Literal =
  | Text
  | { readonly kind: 'list'; readonly items: readonly Literal[]; readonly line: number }
  | ObjectLiteral
  | { readonly kind: 'function'; readonly tokens: readonly Token[]; readonly line: number }
  /** A number, true, false or null. */
  | { readonly kind: 'other'; readonly value: string; readonly line: number };

export interface ObjectLiteral {
  readonly kind: 'object';
  readonly properties: ReadonlyMap<string, Literal>;
  readonly line: number;
}

const deepest = 8;

/** Reads `{ key: value, … }`. Throws `Unreadable`. */
export function readObject(cursor: Cursor, depth = 0): ObjectLiteral {
  const { line } = cursor.expect('{');
  const properties = new Map<string, Literal>();
  while (!cursor.skip('}')) {
    const key = cursor.next();
    const isMethod = key.value === 'async' && cursor.peek()?.kind === 'word';
    const name = isMethod ? cursor.next() : key;
    if (name.kind !== 'word' && name.kind !== 'text') {
      throw new Unreadable(name.line, `the name of a property is expected, and here is ${shown(name)}.`);
    }
    if (properties.has(name.value)) throw new Unreadable(name.line, `${named(name.value)} is given twice.`);
    if (isMethod || cursor.at('(')) {
      properties.set(name.value, { kind: 'function', tokens: cursor.functionFrom(), line: name.line });
    } else {
      if (!cursor.at(':')) {
        throw new Unreadable(
          name.line,
          `${named(name.value)} must be written out here: a step is read, never run.`,
        );
      }
      cursor.next();
      properties.set(name.value, readValue(cursor, depth + 1));
    }
    if (!cursor.at('}')) cursor.expect(',');
  }
  return { kind: 'object', properties, line };
}

function readValue(cursor: Cursor, depth: number): Literal {
  const token = cursor.peek() ?? cursor.next();
  if (depth > deepest) throw new Unreadable(token.line, 'this is nested too deeply.');
  if (token.kind === 'text') return readTexts(cursor);
  if (token.value === '{') return readObject(cursor, depth);
  if (token.value === '[') return readList(cursor, depth);
  if (token.value === '(' || token.value === 'async' || token.value === 'function' || isArrow(cursor)) {
    return { kind: 'function', tokens: cursor.functionFrom(), line: token.line };
  }
  if (token.kind === 'number' || ['true', 'false', 'null'].includes(token.value)) {
    cursor.next();
    return { kind: 'other', value: token.value, line: token.line };
  }
  throw new Unreadable(
    token.line,
    `${shown(token)} is no text that is written out. A step is read, never run, so its SQL must stand here itself.`,
  );
}

function isArrow(cursor: Cursor): boolean {
  return cursor.peek()?.kind === 'word' && cursor.peek(1)?.value === '=>';
}

/** One text, or several joined by `+`. */
function readTexts(cursor: Cursor): Text {
  const first = cursor.text();
  if (!cursor.at('+')) return first;
  let { value } = first;
  const marks = [...first.marks];
  while (cursor.skip('+')) {
    const next = cursor.text();
    for (const { at, line } of next.marks) marks.push({ at: at + value.length, line });
    value += next.value;
  }
  return { kind: 'text', value, line: first.line, marks };
}

function readList(cursor: Cursor, depth: number): Literal {
  const { line } = cursor.expect('[');
  const items: Literal[] = [];
  while (!cursor.skip(']')) {
    items.push(readValue(cursor, depth + 1));
    if (!cursor.at(']')) cursor.expect(',');
  }
  return { kind: 'list', items, line };
}

/** A token as a message quotes it. */
export function shown(token: Token): string {
  return token.kind === 'text' ? 'a text' : quoted(token.value);
}
