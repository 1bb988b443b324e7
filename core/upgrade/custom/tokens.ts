import { Unreadable } from './unreadable.ts';

/** Where a line of the file begins within a text that was read from it. */
export interface LineMark {
  readonly at: number;
  readonly line: number;
}

/** A text with the lines of the file that it stands on. */
export interface Text {
  readonly kind: 'text';
  readonly value: string;
  readonly line: number;
  readonly marks: readonly LineMark[];
}

/** A piece of JavaScript or JSON. Lines count from 1. */
export type Token =
  Text | { readonly kind: 'word' | 'number' | 'symbol'; readonly value: string; readonly line: number };

const wordForm = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const numberForm = /-?(?:0[xX][\da-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const symbolForm = /=>|[!=]==?|&&|[{}[\]().,:;=!+>?*-]/y;
const blankForm = /[^\S\n]+/y;

/**
 * Takes JavaScript, TypeScript or JSON apart, as far as a file of constants needs. Comments are left out.
 * Throws `Unreadable` at the first thing that has no place in such a file.
 */
export function tokensOf(source: string, isJson = false): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const match = (form: RegExp): string | null => {
    form.lastIndex = at;
    return form.exec(source)?.[0] ?? null;
  };
  while (at < source.length) {
    const character = source.charAt(at);
    if (isJson && (character === "'" || character === '`' || character === '/')) {
      throw new Unreadable(
        line,
        `JSON has neither comments nor other quotes than ", and here is ${character}.`,
      );
    }
    if (character === '\n') {
      at += 1;
      line += 1;
    } else if (source.startsWith('//', at)) {
      const end = source.indexOf('\n', at);
      at = end === -1 ? source.length : end;
    } else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      if (end === -1)
        throw new Unreadable(line, 'the comment that begins here is not closed. Close it with */.');
      line += source.slice(at, end).split('\n').length - 1;
      at = end + 2;
    } else if (character === '"' || character === "'" || character === '`') {
      const { text, end, endLine } = readText(source, at, line);
      tokens.push(text);
      at = end;
      line = endLine;
    } else {
      const blank = match(blankForm);
      const word = blank === null ? match(wordForm) : null;
      const number = blank === null && word === null ? match(numberForm) : null;
      const value = blank ?? word ?? number ?? match(symbolForm);
      if (value === null) {
        throw new Unreadable(
          line,
          `${JSON.stringify(character)} has no place here. A step is read, never run.`,
        );
      }
      if (blank === null) {
        tokens.push({ kind: word !== null ? 'word' : number !== null ? 'number' : 'symbol', value, line });
      }
      at += value.length;
    }
  }
  return tokens;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};
const codeForm = /x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}/y;

/** Reads a quoted text from its opening quote on, escapes resolved. */
function readText(
  source: string,
  start: number,
  startLine: number,
): { readonly text: Text; readonly end: number; readonly endLine: number } {
  const quote = source.charAt(start);
  const marks: LineMark[] = [{ at: 0, line: startLine }];
  let value = '';
  let line = startLine;
  let at = start + 1;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === quote) {
      return { text: { kind: 'text', value, line: startLine, marks }, end: at + 1, endLine: line };
    }
    if (character === '\n' && quote !== '`') break;
    if (quote === '`' && source.startsWith('${', at)) {
      throw new Unreadable(
        line,
        'a text may not have ${…} in it: it is read, never run. Write the text out.',
      );
    }
    if (character === '\\') {
      const { written, length } = readEscape(source, at + 1, line);
      value += written;
      at += 1 + length;
    } else {
      value += character;
      at += 1;
    }
    if (source.charAt(at - 1) === '\n') {
      line += 1;
      marks.push({ at: value.length, line });
    }
  }
  throw new Unreadable(startLine, `the text that begins here is not closed. Close it with ${quote}.`);
}

/** What stands behind a backslash. */
function readEscape(
  source: string,
  at: number,
  line: number,
): { readonly written: string; readonly length: number } {
  const character = source.charAt(at);
  if (character === 'x' || character === 'u') {
    codeForm.lastIndex = at;
    const found = codeForm.exec(source);
    const code = Number.parseInt(found?.[1] ?? found?.[2] ?? found?.[3] ?? '', 16);
    if (found === null || code > 0x10ffff) {
      throw new Unreadable(line, `\\${character} is not followed by a character's number.`);
    }
    return { written: String.fromCodePoint(code), length: found[0].length };
  }
  if (/[0-9]/.test(character)) {
    throw new Unreadable(line, `\\${character} is no character that a text can hold. Write it as it is.`);
  }
  return { written: escapes[character] ?? character, length: character.length };
}

/** The line of the file on which a place in a text stands. */
export function lineOf({ marks, line }: Text, at: number): number {
  return marks.findLast((mark) => mark.at <= at)?.line ?? line;
}
