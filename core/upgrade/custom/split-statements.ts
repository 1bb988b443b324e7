import type { Engine } from '../../store/knowledge-base.ts';
import { sqlTokens, type SqlToken } from './sql-tokens.ts';

/** One statement of a script, without its semicolon. */
export interface Statement {
  readonly tokens: readonly [SqlToken, ...SqlToken[]];
  /** Where it begins and where it ends in the script. */
  readonly at: number;
  readonly end: number;
}

export interface Statements {
  readonly statements: readonly Statement[];
  /** Where a text or a comment begins that is not closed; null where all are. */
  readonly unclosedAt: number | null;
}

/** Splits a script where the engine does: not within texts, names, comments or the body of a trigger. */
export function splitStatements(script: string, engine: Engine): Statements {
  const { tokens, unclosedAt } = sqlTokens(script, engine);
  const statements: Statement[] = [];
  let open: SqlToken[] = [];
  const close = (): void => {
    const [first, ...others] = open;
    if (first !== undefined) {
      const end = (others.at(-1) ?? first).end;
      statements.push({ tokens: [first, ...others], at: first.at, end });
    }
    open = [];
  };
  for (const token of tokens) {
    if (isSymbol(token, ';') && !(engine === 'sqlite' && isInTrigger(open))) close();
    else open.push(token);
  }
  close();
  return { statements, unclosedAt };
}

/** Whether these are the beginning of a SQLite trigger. Its body ends with `END` behind a semicolon. */
function isInTrigger(open: readonly SqlToken[]): boolean {
  const kind = isWord(open[1], 'TEMP') || isWord(open[1], 'TEMPORARY') ? open[2] : open[1];
  if (!isWord(open[0], 'CREATE') || !isWord(kind, 'TRIGGER')) return false;
  return !(isWord(open.at(-1), 'END') && isSymbol(open.at(-2), ';'));
}

/** Whether a token is this keyword, in whichever case. The keyword is given in capitals. */
export function isWord(token: SqlToken | undefined, keyword: string): boolean {
  return token?.kind === 'word' && token.value.toUpperCase() === keyword;
}

export function isSymbol(token: SqlToken | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.value === symbol;
}
