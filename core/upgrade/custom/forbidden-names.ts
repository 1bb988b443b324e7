import type { Engine } from '../../store/knowledge-base.ts';
import type { SqlProblem } from './check-sql.ts';
import { named } from './quoted.ts';
import { sqlTokens, type SqlToken } from './sql-tokens.ts';
import { isSymbol, isWord } from './split-statements.ts';

/** Where the program keeps which steps are applied and what a rollback took aside. */
const bookkeeping = /^(?:schema_(?:version|history|kept|conflicts)|kept_\d{3}_.*)$/i;

/** Functions that reach beyond the database or the transaction. */
const reaching =
  /^(?:load_extension|set_config|lo_(?:import|export)|pg_(?:read|write|ls|terminate|cancel|reload|advisory)_?\w*|dblink\w*|query_to_xml\w*)$/i;

/** Behind these SQLite takes a text in quotes for the name of a table. */
const beforeTable = new Set(['TABLE', 'EXISTS', 'INTO', 'FROM', 'JOIN', 'UPDATE', 'ON', 'TO', 'REFERENCES']);

/** The names in a statement that a custom step may not use. PostgreSQL's texts between `$$` are looked into, since a function's body is one. */
export function problemsOfNames(
  tokens: readonly SqlToken[],
  engine: Engine,
  depth = 0,
): readonly SqlProblem[] {
  return tokens.flatMap((token, index) => {
    if (token.kind === 'dollar') return problemsOfBody(token, engine, depth);
    const message = problemOfName(token, tokens[index - 1], engine);
    return message === null ? [] : [{ at: token.at, message }];
  });
}

function problemOfName(
  { kind, value }: SqlToken,
  before: SqlToken | undefined,
  engine: Engine,
): string | null {
  const isTable = isSymbol(before, '.') || beforeTable.has(before?.value.toUpperCase() ?? '');
  if (kind === 'string' && !isTable) return null;
  if (kind === 'number' || kind === 'symbol') return null;
  if (bookkeeping.test(value)) {
    return `${named(value)} is where the program keeps which steps are applied. A step may not touch it, nor use its name. Take it out.`;
  }
  if (kind === 'string') return null;
  if (reaching.test(value))
    return `${named(value)} reaches beyond this database and may not be in a step. Take it out.`;
  const isHidden = engine === 'postgresql' && kind === 'quoted' && isSymbol(before, '&');
  return isHidden ? 'a name may not be written as U&"…", which hides it. Write it as it is.' : null;
}

/** What a function may not do: run what cannot be read here, and end the transaction. */
const hiding = ['EXECUTE', 'COMMIT', 'ROLLBACK', 'COPY'];

function problemsOfBody({ value, at, end }: SqlToken, engine: Engine, depth: number): readonly SqlProblem[] {
  if (depth > 3) return [{ at, message: 'texts between $$ are nested too deeply. Write them out.' }];
  const { tokens } = sqlTokens(value, engine);
  const found = tokens.find((token) => hiding.some((word) => isWord(token, word)));
  const message = `${found?.value.toUpperCase()} may not be in a function: what it would do cannot be checked. Take it out.`;
  const problems = [
    ...(found === undefined ? [] : [{ at: found.at, message }]),
    ...problemsOfNames(tokens, engine, depth + 1),
  ];
  const begin = at + (end - at - value.length) / 2;
  return problems.map((problem) => ({ ...problem, at: problem.at + begin }));
}
