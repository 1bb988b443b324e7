import type { SqlToken } from './sql-tokens.ts';
import { isSymbol } from './split-statements.ts';

/** What a `CREATE`, `ALTER` or `DROP` is about, keywords in capitals. */
export interface SchemaChange {
  /** Between the verb and the part: `UNIQUE`, `VIRTUAL`, `OR`, `REPLACE`. */
  readonly adjectives: readonly string[];
  /** `TABLE`, `INDEX`, …; empty where the statement ends before. */
  readonly part: string;
  /** `x` in `DROP TABLE IF EXISTS main.x`, in lower case; empty where there is none. */
  readonly name: string;
  /** What stands behind the name. */
  readonly rest: readonly SqlToken[];
}

const adjectives = new Set(['OR', 'REPLACE', 'UNIQUE', 'VIRTUAL', 'MATERIALIZED', 'CONSTRAINT']);
const beforeName = new Set(['IF', 'NOT', 'EXISTS', 'ONLY', 'CONCURRENTLY']);

/** Takes a statement that begins with one of the three verbs apart. */
export function schemaChange(tokens: readonly SqlToken[]): SchemaChange {
  const keyword = (at: number): string => {
    const token = tokens[at];
    return token?.kind === 'word' ? token.value.toUpperCase() : '';
  };
  let at = 1;
  while (adjectives.has(keyword(at))) at += 1;
  const part = keyword(at);
  const found = tokens.slice(1, at).map(({ value }) => value.toUpperCase());
  at += 1;
  while (beforeName.has(keyword(at))) at += 1;
  if (isSymbol(tokens[at + 1], '.')) at += 2;
  const name = tokens[at]?.value.toLowerCase() ?? '';
  return { adjectives: found, part, name, rest: tokens.slice(at + 1) };
}
