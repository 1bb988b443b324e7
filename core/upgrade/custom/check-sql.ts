import type { Engine } from '../../store/knowledge-base.ts';
import { problemsOfNames } from './forbidden-names.ts';
import { problemOfStatement } from './forbidden-statements.ts';
import { named } from './quoted.ts';
import { splitStatements } from './split-statements.ts';

/** What is wrong with a script, in a sentence or two that say the way out, and where in it. */
export interface SqlProblem {
  readonly at: number;
  readonly message: string;
}

/** Nobody mends more at once. */
const mostProblems = 20;

/** What a custom step's script does that it may not. Empty when it may run. */
export function problemsOfScript(script: string, engine: Engine): readonly SqlProblem[] {
  const { statements, unclosedAt } = splitStatements(script, engine);
  if (unclosedAt !== null) return [unclosed(unclosedAt)];
  if (statements.length === 0) return [{ at: 0, message: 'there is no SQL in it. Write what it does.' }];
  const problems: SqlProblem[] = [];
  for (const { tokens, at } of statements) {
    const message = problemOfStatement(tokens, engine);
    if (message !== null) problems.push({ at, message });
    for (const problem of problemsOfNames(tokens, engine)) problems.push(problem);
    if (problems.length >= mostProblems) return problems.slice(0, mostProblems);
  }
  return problems;
}

const changes = /^(?:insert|update|delete|merge|into)$/i;

/** What a query of `validate` does that it may not: it only looks. */
export function problemsOfQuery(query: string, engine: Engine): readonly SqlProblem[] {
  const { statements, unclosedAt } = splitStatements(query, engine);
  if (unclosedAt !== null) return [unclosed(unclosedAt)];
  const [statement, second] = statements;
  if (statement === undefined) return [{ at: 0, message: 'there is no query in it. Write a SELECT.' }];
  if (second !== undefined) {
    return [{ at: second.at, message: 'this is a second query. Give each as a text of its own.' }];
  }
  const { tokens } = statement;
  const wrong = /^(?:select|with)$/i.test(tokens[0].value)
    ? tokens.find(({ kind, value }) => kind === 'word' && changes.test(value))
    : tokens[0];
  if (wrong === undefined) return problemsOfNames(tokens, engine).slice(0, mostProblems);
  const message = `${named(wrong.value.toUpperCase())} has no place in validate, which only looks. Write a SELECT.`;
  return [{ at: wrong.at, message }];
}

function unclosed(at: number): SqlProblem {
  return { at, message: 'the text, name or comment that begins here is not closed. Close it.' };
}
