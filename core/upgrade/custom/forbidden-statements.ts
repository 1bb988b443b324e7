import type { Engine } from '../../store/knowledge-base.ts';
import { named, quoted } from './quoted.ts';
import { releasedSchema } from './released-schema.ts';
import { schemaChange, type SchemaChange } from './schema-change.ts';
import type { SqlToken } from './sql-tokens.ts';
import { isSymbol, isWord } from './split-statements.ts';

const transaction =
  'All steps of an upgrade commit together or not at all, so a step may not begin or end a transaction. Take it out.';
const otherFile = 'A step changes this database and no other. Take it out.';
const unchecked = 'What it would run cannot be checked. Write the statements themselves.';

/** Why a statement may not be in a step, for those that one might write. */
const reasons = new Map([
  ['BEGIN', transaction],
  ['START', transaction],
  ['COMMIT', transaction],
  ['END', transaction],
  ['ROLLBACK', transaction],
  ['ABORT', transaction],
  ['SAVEPOINT', transaction],
  ['RELEASE', transaction],
  ['PREPARE', transaction],
  ['ATTACH', otherFile],
  ['DETACH', otherFile],
  ['VACUUM', 'It cannot run within the transaction of an upgrade. Take it out.'],
  ['TRUNCATE', 'It goes past the count of what is changed. Write DELETE FROM.'],
  ['COPY', 'A step reads and writes no files. Write INSERT.'],
  ['DO', unchecked],
  ['CALL', unchecked],
  ['EXECUTE', unchecked],
]);

const dataVerbs = new Set([
  'INSERT',
  'UPDATE',
  'DELETE',
  'REPLACE',
  'WITH',
  'SELECT',
  'ANALYZE',
  'REINDEX',
  'COMMENT',
]);
const schemaVerbs = new Set(['CREATE', 'ALTER', 'DROP']);
const parts = new Set(['TABLE', 'INDEX', 'VIEW', 'TRIGGER', 'FUNCTION', 'SEQUENCE', 'TYPE', 'DOMAIN']);

/** Pragmas that tell and change nothing. */
const tellingPragmas = new Set([
  'table_info',
  'table_xinfo',
  'table_list',
  'index_list',
  'index_info',
  'index_xinfo',
  'foreign_key_list',
  'foreign_key_check',
  'integrity_check',
  'quick_check',
]);

/** Why a statement may not be in a custom step, and the way out; null when it may. */
export function problemOfStatement(
  tokens: readonly [SqlToken, ...SqlToken[]],
  engine: Engine,
): string | null {
  const [first] = tokens;
  const verb = first.kind === 'word' ? named(first.value.toUpperCase()) : quoted(first.value);
  if (dataVerbs.has(verb)) return null;
  if (schemaVerbs.has(verb)) return problemOfSchemaChange(verb, tokens, engine);
  if (verb === 'PRAGMA') {
    const name = (isSymbol(tokens[2], '.') ? tokens[3] : tokens[1])?.value ?? '';
    if (tellingPragmas.has(name.toLowerCase())) return null;
    return `PRAGMA ${named(name)} may not be in a step. The program sets how the database is used. Take it out.`;
  }
  const reason =
    reasons.get(verb) ??
    'A step creates, alters and drops, and it inserts, updates and deletes. Take it out.';
  return `${verb} may not be in a step. ${reason}`;
}

function problemOfSchemaChange(verb: string, tokens: readonly SqlToken[], engine: Engine): string | null {
  const change = schemaChange(tokens);
  const { adjectives, part } = change;
  if (part === 'TEMP' || part === 'TEMPORARY') {
    return `${verb} ${named(part)} may not be in a step. It would be gone when the program closes. Make a table that stays, and drop it.`;
  }
  if (!parts.has(part)) {
    return `${verb} ${named(part)} may not be in a step. It may be about tables, indexes, views, triggers and the like. Take it out.`;
  }
  if (adjectives.includes('VIRTUAL')) {
    const module = tokens[tokens.findIndex((token) => isWord(token, 'USING')) + 1]?.value ?? '';
    if (module.toLowerCase() !== 'fts5') {
      return `CREATE VIRTUAL TABLE may be made with fts5 only, not with ${quoted(module)}. Take it out.`;
    }
  }
  const taken = takenFromProgram(verb, change, engine);
  if (taken === null) return null;
  return `${taken} belongs to the program, and this would take it away or put something else in its place. Take it out, or make a table of your own.`;
}

/** What of the released steps a statement makes anew, drops, renames, changes or stops; null where it only adds. */
function takenFromProgram(verb: string, change: SchemaChange, engine: Engine): string | null {
  const released = releasedSchema(engine);
  const { name, rest } = change;
  if (verb === 'DROP') {
    const on = rest.findIndex((token) => isWord(token, 'ON'));
    const names = [
      name,
      ...rest.slice(0, on === -1 ? rest.length : on).map(({ value }) => value.toLowerCase()),
    ];
    return names.find((dropped) => released.has(dropped)) ?? null;
  }
  const definition = released.get(name);
  if (definition === undefined) return null;
  if (verb === 'CREATE') return name;
  const takes = rest.some((action, at) => {
    if (at > 0 && !isSymbol(rest[at - 1], ',')) return false;
    if (['RENAME', 'DISABLE', 'OWNER', 'SET'].some((word) => isWord(action, word))) return true;
    if (!isWord(action, 'DROP') && !isWord(action, 'ALTER')) return false;
    const column = rest.slice(at + 1, at + 5).find(({ value }) => !fillers.test(value));
    return column !== undefined && definition.has(column.value.toLowerCase());
  });
  return takes ? name : null;
}

/** What stands between the verb and the column's name. */
const fillers = /^(?:column|constraint|if|exists)$/i;
