import { migrations } from '../../../migrations/index.ts';
import type { Migration, MigrationScript, RewrittenTable } from '../../../migrations/migration.ts';
import { problemsOfQuery, problemsOfScript, type SqlProblem } from './check-sql.ts';
import { checkQueries } from './check-queries.ts';
import type { Literal, ObjectLiteral } from './literal.ts';
import { quoted } from './quoted.ts';
import { readStepFile } from './step-file.ts';
import { lineOf, type Text } from './tokens.ts';
import { Unreadable } from './unreadable.ts';
import { queriesOfFunction } from './validate-function.ts';

export interface StepReading {
  /** Null where there are problems. */
  readonly migration: Migration | null;
  readonly problems: readonly string[];
}

const engines = ['sqlite', 'postgresql'] as const;
const longestName = 200;
const properties = ['version', 'name', 'up', 'down', 'validate', 'rewrites'];

/**
 * Reads a custom step from the text of its file, without running anything in it.
 * A problem names the file and the line and says the way out. `version` is what the file's name says it is.
 */
export function readStep(file: string, version: string, source: string): StepReading {
  const problem = (line: number, message: string): string => `${file}, line ${line}: ${message}`;
  try {
    const step = readStepFile(source.replaceAll('\r\n', '\n'), file.endsWith('.json'));
    const problems: string[] = [];
    const tell = (text: Text, found: readonly SqlProblem[]): void => {
      problems.push(...found.map(({ at, message }) => problem(lineOf(text, at), message)));
    };
    const migration = { ...readShape(step, version, tell), file };
    return problems.length > 0
      ? { migration: null, problems: [...new Set(problems)] }
      : { migration, problems };
  } catch (caught) {
    if (!(caught instanceof Unreadable)) throw caught;
    return { migration: null, problems: [problem(caught.line, caught.message)] };
  }
}

type Tell = (text: Text, problems: readonly SqlProblem[]) => void;

function readShape(step: ObjectLiteral, fileVersion: string, tell: Tell): Migration {
  for (const [key, { line }] of step.properties) {
    if (properties.includes(key)) continue;
    throw new Unreadable(line, `a step has no ${quoted(key)}. It has ${properties.join(', ')}.`);
  }
  const version = textOf(step, 'version');
  if (version.value !== fileVersion) {
    throw new Unreadable(
      version.line,
      `version is ${quoted(version.value)}, and the file's name says ${quoted(fileVersion)}. Make them the same.`,
    );
  }
  const name = textOf(step, 'name');
  const title = name.value.replaceAll(/\s+/g, ' ').trim();
  if (title === '' || title.length > longestName) {
    throw new Unreadable(
      name.line,
      `name must say in at most ${longestName} characters what the step brings.`,
    );
  }
  const scripts = { up: scriptsOf(step, 'up'), down: scriptsOf(step, 'down') };
  const queries = queriesOf(step);
  for (const engine of engines) {
    for (const script of [scripts.up, scripts.down])
      tell(script[engine], problemsOfScript(script[engine].value, engine));
    for (const query of queries[engine]) tell(query, problemsOfQuery(query.value, engine));
  }
  const rewrites = rewritesOf(step);
  return {
    version: version.value,
    name: title,
    minimumReader: migrations.at(-1)?.minimumReader ?? version.value,
    up: valuesOf(scripts.up),
    down: valuesOf(scripts.down),
    ...(rewrites.length > 0 ? { rewrites } : {}),
    validate: checkQueries({
      sqlite: queries.sqlite.map(({ value }) => value),
      postgresql: queries.postgresql.map(({ value }) => value),
    }),
  };
}

function required(step: ObjectLiteral, key: string): Literal {
  const value = step.properties.get(key);
  if (value === undefined) throw new Unreadable(step.line, `"${key}" is missing. Add it.`);
  return value;
}

function textOf(step: ObjectLiteral, key: string): Text {
  return asText(required(step, key), key);
}

function asText(value: Literal, key: string): Text {
  if (value.kind !== 'text') throw new Unreadable(value.line, `${key} must be a text.`);
  if (value.value.isWellFormed() && !value.value.includes('\0')) return value;
  throw new Unreadable(
    value.line,
    `${key} holds a character that no database takes (NUL, or half of one). Take it out.`,
  );
}

type PerEngine<T> = Readonly<Record<(typeof engines)[number], T>>;

/** One text for both engines, or `{ sqlite, postgresql }`. */
function scriptsOf(step: ObjectLiteral, key: 'up' | 'down'): PerEngine<Text> {
  return perEngine(required(step, key), key, (value) => asText(value, key));
}

function queriesOf(step: ObjectLiteral): PerEngine<readonly Text[]> {
  return perEngine(required(step, 'validate'), 'validate', (value) => {
    if (value.kind === 'function') return queriesOfFunction(value.tokens);
    if (value.kind !== 'list') return [asText(value, 'validate')];
    if (value.items.length > 0) return value.items.map((item) => asText(item, 'validate'));
    throw new Unreadable(value.line, 'validate holds no query. Write one that finds a row when all is well.');
  });
}

function perEngine<T>(value: Literal, key: string, read: (value: Literal) => T): PerEngine<T> {
  if (value.kind !== 'object') {
    const both = read(value);
    return { sqlite: both, postgresql: both };
  }
  const { properties: given, line } = value;
  const [sqlite, postgresql] = [given.get('sqlite'), given.get('postgresql')];
  if (sqlite === undefined || postgresql === undefined || given.size > 2) {
    throw new Unreadable(line, `${key} must be one text for both engines, or { sqlite: …, postgresql: … }.`);
  }
  return { sqlite: read(sqlite), postgresql: read(postgresql) };
}

function valuesOf(scripts: PerEngine<Text>): MigrationScript {
  return { sqlite: scripts.sqlite.value, postgresql: scripts.postgresql.value };
}

/** `[{ table: 'kb_entries', columns: ['metadata'] }]`. */
function rewritesOf(step: ObjectLiteral): readonly RewrittenTable[] {
  const value = step.properties.get('rewrites');
  if (value === undefined) return [];
  const wrong = new Unreadable(value.line, 'rewrites must be a list of { table: …, columns: […] }.');
  if (value.kind !== 'list') throw wrong;
  return value.items.map((item) => {
    if (item.kind !== 'object' || item.properties.size !== 2) throw wrong;
    const columns = required(item, 'columns');
    if (columns.kind !== 'list' || columns.items.length === 0) throw wrong;
    return {
      table: textOf(item, 'table').value,
      columns: columns.items.map((column) => asText(column, 'columns').value),
    };
  });
}
