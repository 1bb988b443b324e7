import type { Engine } from '../../store/knowledge-base.ts';

/** A piece of SQL. Comments and blanks are left out. */
export interface SqlToken {
  /** `dollar` is PostgreSQL's text between `$$`; `symbol` is everything else that is one character. */
  readonly kind: 'word' | 'quoted' | 'string' | 'dollar' | 'number' | 'symbol';
  /** Without quotes, and with doubled quotes resolved. */
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

export interface SqlTokens {
  readonly tokens: readonly SqlToken[];
  /** Where a text or a comment begins that is not closed; null where all are. What follows is not among the tokens. */
  readonly unclosedAt: number | null;
}

const wordForm = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const numberForm = /\d+/y;
const dollarForm = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const blankForm = /[ \t\n\f\r]+/y;

/** Takes a script apart as the engine itself does: what is a text for it is a text here. */
export function sqlTokens(script: string, engine: Engine): SqlTokens {
  const tokens: SqlToken[] = [];
  let at = 0;
  const match = (form: RegExp): string | null => {
    form.lastIndex = at;
    return form.exec(script)?.[0] ?? null;
  };
  while (at < script.length) {
    const blank = match(blankForm);
    if (blank !== null) {
      at += blank.length;
      continue;
    }
    if (script.startsWith('--', at)) {
      const end = script.indexOf('\n', at);
      at = end === -1 ? script.length : end;
      continue;
    }
    if (script.startsWith('/*', at)) {
      const end = endOfComment(script, at, engine);
      if (end === null) return { tokens, unclosedAt: at };
      at = end;
      continue;
    }
    const quoted = quotedAt(script, at, engine);
    if (quoted !== null) {
      if (quoted.end === null) return { tokens, unclosedAt: at };
      tokens.push({ kind: quoted.kind, value: quoted.value, at, end: quoted.end });
      at = quoted.end;
      continue;
    }
    const tag = engine === 'postgresql' ? match(dollarForm) : null;
    if (tag !== null) {
      const close = script.indexOf(tag, at + tag.length);
      if (close === -1) return { tokens, unclosedAt: at };
      const end = close + tag.length;
      tokens.push({ kind: 'dollar', value: script.slice(at + tag.length, close), at, end });
      at = end;
      continue;
    }
    const word = match(wordForm);
    const number = word === null ? match(numberForm) : null;
    const value = word ?? number ?? script.charAt(at);
    const kind = word !== null ? 'word' : number !== null ? 'number' : 'symbol';
    tokens.push({ kind, value, at, end: at + value.length });
    at += value.length;
  }
  return { tokens, unclosedAt: null };
}

/** The end of the comment that begins here, null where it has none. PostgreSQL's comments may have comments in them. */
function endOfComment(script: string, start: number, engine: Engine): number | null {
  if (engine === 'sqlite') {
    const close = script.indexOf('*/', start + 2);
    return close === -1 ? null : close + 2;
  }
  const bound = /\/\*|\*\//g;
  bound.lastIndex = start;
  let depth = 0;
  for (let found = bound.exec(script); found !== null; found = bound.exec(script)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return bound.lastIndex;
  }
  return null;
}

interface Quoted {
  readonly kind: 'quoted' | 'string';
  readonly value: string;
  /** Null where it is not closed. */
  readonly end: number | null;
}

function quotedAt(script: string, at: number, engine: Engine): Quoted | null {
  const character = script.charAt(at);
  if (character === "'") return readQuoted(script, at, "'", 'string');
  if (character === '"') return readQuoted(script, at, '"', 'quoted');
  if (engine === 'postgresql') {
    const isEscaped = (character === 'E' || character === 'e') && script.charAt(at + 1) === "'";
    return isEscaped ? readEscaped(script, at) : null;
  }
  if (character === '`') return readQuoted(script, at, '`', 'quoted');
  if (character !== '[') return null;
  const close = script.indexOf(']', at);
  return { kind: 'quoted', value: script.slice(at + 1, close), end: close === -1 ? null : close + 1 };
}

/** A text in quotes, in which the quote itself is doubled. */
function readQuoted(script: string, start: number, quote: string, kind: Quoted['kind']): Quoted {
  let from = start + 1;
  for (;;) {
    const close = script.indexOf(quote, from);
    if (close === -1) return { kind, value: '', end: null };
    if (script.charAt(close + 1) !== quote) {
      return { kind, value: script.slice(start + 1, close).replaceAll(quote + quote, quote), end: close + 1 };
    }
    from = close + 2;
  }
}

/** PostgreSQL's `E'…'`, in which a backslash takes the next character along. */
function readEscaped(script: string, start: number): Quoted {
  for (let at = start + 2; at < script.length; at += 1) {
    const character = script.charAt(at);
    if (character === '\\' || (character === "'" && script.charAt(at + 1) === "'")) at += 1;
    else if (character === "'") return { kind: 'string', value: script.slice(start + 2, at), end: at + 1 };
  }
  return { kind: 'string', value: '', end: null };
}
