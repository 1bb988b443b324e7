import { Cursor } from './cursor.ts';
import type { Text, Token } from './tokens.ts';
import { Unreadable } from './unreadable.ts';

const onlyQueries =
  'Of validate only the queries are read, so it must look like this: async (db) => { const found = db.prepare(`SELECT …`).get(); return !!found; }. ' +
  'Or give the queries themselves: validate: [`SELECT …`].';

/** A query and how its answer is asked for: one row, or all of them. */
interface Lookup {
  readonly query: Text;
  readonly method: 'get' | 'all';
}

/**
 * Takes the queries out of a `validate` of the guide's form. It must return whether each of them finds a row, and nothing else.
 * Throws `Unreadable` where it does anything that is not understood.
 */
export function queriesOfFunction(tokens: readonly Token[]): readonly Text[] {
  const cursor = new Cursor(tokens);
  const db = readHead(cursor);
  const named = new Map<string, Lookup>();
  if (!cursor.skip('{')) return ended(cursor, readAnswer(cursor, db, named));
  while (cursor.skip('const')) {
    const name = cursor.word();
    if (cursor.skip(':')) cursor.word();
    cursor.expect('=');
    if (named.has(name) || name === db) throw notUnderstood(cursor);
    named.set(name, readLookup(cursor, db));
    cursor.skip(';');
  }
  if (!cursor.skip('return')) throw notUnderstood(cursor);
  const queries = readAnswer(cursor, db, named);
  cursor.skip(';');
  cursor.expect('}');
  for (const { query } of named.values()) {
    if (!queries.includes(query)) {
      throw new Unreadable(
        query.line,
        `validate looks this up and does not return what it found. ${onlyQueries}`,
      );
    }
  }
  return ended(cursor, queries);
}

function ended(cursor: Cursor, queries: readonly Text[]): readonly Text[] {
  if (cursor.peek() !== null) throw notUnderstood(cursor);
  return queries;
}

function notUnderstood(cursor: Cursor): Unreadable {
  return new Unreadable(cursor.line, `this is not understood. ${onlyQueries}`);
}

/** `async (db) =>`, `(db: Database) =>`, `db =>`, `async function validate(db)`, or a method's `(db)`. Returns the name of the database. */
function readHead(cursor: Cursor): string {
  cursor.skip('async');
  const isFunction = cursor.skip('function');
  if (isFunction && !cursor.at('(')) cursor.word();
  if (!cursor.skip('(')) {
    const db = cursor.word();
    cursor.expect('=>');
    return db;
  }
  const db = cursor.word();
  if (cursor.skip(':')) {
    do cursor.word();
    while (cursor.skip('.'));
  }
  cursor.expect(')');
  if (!cursor.skip('=>') && !cursor.at('{')) throw notUnderstood(cursor);
  return db;
}

/** `db.prepare('…').get()`, or `.all()`. */
function readLookup(cursor: Cursor, db: string): Lookup {
  cursor.skip('await');
  if (!cursor.skip(db, '.', 'prepare', '(')) throw notUnderstood(cursor);
  const query = cursor.text();
  cursor.skip(',');
  if (cursor.skip(')', '.', 'get', '(', ')')) return { query, method: 'get' };
  if (cursor.skip(')', '.', 'all', '(', ')')) return { query, method: 'all' };
  throw notUnderstood(cursor);
}

/** What is returned: one condition, or several joined by `&&`. */
function readAnswer(cursor: Cursor, db: string, named: ReadonlyMap<string, Lookup>): readonly Text[] {
  const queries = [readCondition(cursor, db, named)];
  while (cursor.skip('&&')) queries.push(readCondition(cursor, db, named));
  return queries;
}

/** `!!found`, `Boolean(found)`, `found !== undefined`, `rows.length > 0` or just `found`. */
function readCondition(cursor: Cursor, db: string, named: ReadonlyMap<string, Lookup>): Text {
  const isDoubled = cursor.skip('!', '!');
  const isWrapped = !isDoubled && cursor.skip('Boolean', '(');
  const { query, method } = readName(cursor, named) ?? readLookup(cursor, db);
  if (method === 'all') {
    // A list is always true, also an empty one.
    if (!cursor.skip('.', 'length')) throw notUnderstood(cursor);
    if (!isDoubled) cursor.skip('>', '0');
  } else if (!isDoubled) {
    comparisons.some((comparison) => cursor.skip(...comparison));
  }
  if (isWrapped) cursor.expect(')');
  return query;
}

/** `get` gives undefined where there is no row. */
const comparisons = [
  ['!==', 'undefined'],
  ['!=', 'undefined'],
  ['!=', 'null'],
] as const;

function readName(cursor: Cursor, named: ReadonlyMap<string, Lookup>): Lookup | null {
  const token = cursor.peek();
  const lookup = token?.kind === 'word' ? named.get(token.value) : undefined;
  if (lookup === undefined) return null;
  cursor.next();
  return lookup;
}
