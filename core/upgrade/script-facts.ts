import type { Engine } from '../store/knowledge-base.ts';
import { schemaChange } from './custom/schema-change.ts';
import { isSymbol, isWord, splitStatements, type Statement } from './custom/split-statements.ts';

/** What a script of SQL would do, as far as its text tells. Names are in lower case. */
export interface ScriptFacts {
  /** Tables that it makes and that must not be there before. */
  readonly tables: readonly string[];
  readonly columns: readonly { readonly table: string; readonly column: string }[];
  /** Every name in a statement that drops or renames something. */
  readonly gone: ReadonlySet<string>;
  /** It has statements besides those that make, change or drop parts of the schema: it may change rows. */
  readonly changesRows: boolean;
  /** It has statements that may take rows out of a table. */
  readonly removesRows: boolean;
  /** None of its statements can add a row to a table that is there, or take one out of it; triggers that its updates set off might. */
  readonly keepsRows: boolean;
  readonly updates: boolean;
  readonly makesTriggers: boolean;
  /** It makes the same of the same rows, whenever it runs. */
  readonly isRepeatable: boolean;
}

/** Looked for in strings, too: `datetime('now')`. */
const differsEachTime =
  /current_(?:timestamp|date|time)|\b(?:now|localtime\w*|clock_timestamp|\w*random\w*|\w*uuid\w*|nextval|julianday|unixepoch|last_insert_rowid)\b/i;

export function scriptFacts(script: string, engine: Engine): ScriptFacts {
  const { statements } = splitStatements(script, engine);
  return {
    tables: statements.flatMap(madeTable),
    columns: statements.flatMap(addedColumn),
    gone: new Set(statements.flatMap(namesGone)),
    changesRows: statements.some(mayChangeRows),
    removesRows: statements.some(mayRemoveRows),
    keepsRows: statements.every(keepsRows),
    updates: statements.some(({ tokens }) => isWord(tokens[0], 'UPDATE')),
    makesTriggers: statements.some(
      ({ tokens }) => isWord(tokens[0], 'CREATE') && tokens.some((token) => isWord(token, 'TRIGGER')),
    ),
    isRepeatable: !statements.some(
      (statement) =>
        differsEachTime.test(script.slice(statement.at, statement.end)) &&
        (!isWord(statement.tokens[0], 'CREATE') || statements.some(mayInsert)),
    ),
  };
}

/** A default of a table matters only to a script that adds rows. */
function mayInsert(statement: Statement): boolean {
  const [first] = statement.tokens;
  return mayChangeRows(statement) && !isWord(first, 'UPDATE') && !isWord(first, 'DELETE');
}

function madeTable({ tokens }: Statement): readonly string[] {
  if (!isWord(tokens[0], 'CREATE')) return [];
  const { part, name } = schemaChange(tokens);
  return part === 'TABLE' && !isWord(tokens[2], 'IF') ? [name] : [];
}

const notAColumn = ['CONSTRAINT', 'CHECK', 'PRIMARY', 'FOREIGN', 'UNIQUE', 'EXCLUDE'];

function addedColumn({ tokens }: Statement): readonly { readonly table: string; readonly column: string }[] {
  if (!isWord(tokens[0], 'ALTER')) return [];
  const { part, name, rest } = schemaChange(tokens);
  if (part !== 'TABLE' || !isWord(rest[0], 'ADD')) return [];
  const column = rest[isWord(rest[1], 'COLUMN') ? 2 : 1];
  if (column === undefined || isWord(column, 'IF') || notAColumn.some((word) => isWord(column, word)))
    return [];
  return [{ table: name, column: column.value.toLowerCase() }];
}

function namesGone({ tokens }: Statement): readonly string[] {
  const drops =
    isWord(tokens[0], 'DROP') ||
    (isWord(tokens[0], 'ALTER') && tokens.some((token) => isWord(token, 'DROP') || isWord(token, 'RENAME')));
  return drops ? tokens.map(({ value }) => value.toLowerCase()) : [];
}

/** Dropping a table counts as taking rows out: references may act upon it. */
function keepsRows({ tokens: [first] }: Statement): boolean {
  return ['CREATE', 'ALTER', 'UPDATE', 'SELECT', 'COMMENT'].some((word) => isWord(first, word));
}

function mayRemoveRows(statement: Statement): boolean {
  const [first, second] = statement.tokens;
  const isPlainInsert = isWord(first, 'INSERT') && !isWord(second, 'OR');
  return (
    mayChangeRows(statement) &&
    !isPlainInsert &&
    !['UPDATE', 'SELECT', 'CREATE', 'ALTER'].some((word) => isWord(first, word))
  );
}

function mayChangeRows({ tokens }: Statement): boolean {
  if (isWord(tokens[0], 'CREATE')) return schemaChange(tokens).part === 'TABLE' && isMadeFromRows(tokens);
  if (isWord(tokens[0], 'ALTER')) return tokens.some((token) => isWord(token, 'TYPE'));
  return !isWord(tokens[0], 'DROP') && !isWord(tokens[0], 'COMMENT');
}

/** `CREATE TABLE … AS SELECT …`: an `AS` within the list of columns is something else. */
function isMadeFromRows(tokens: Statement['tokens']): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth === 0 && isWord(token, 'AS')) return true;
  }
  return false;
}
