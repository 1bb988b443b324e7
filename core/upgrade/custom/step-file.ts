import { Cursor } from './cursor.ts';
import { readObject, shown, type ObjectLiteral } from './literal.ts';
import { tokensOf } from './tokens.ts';
import { Unreadable } from './unreadable.ts';

/** Reads the object in a step's file, which is JSON or in the guide's form. Nothing is run. Throws `Unreadable`. */
export function readStepFile(source: string, isJson: boolean): ObjectLiteral {
  const cursor = new Cursor(tokensOf(source, isJson));
  if (!isJson) return readModule(cursor);
  if (!cursor.at('{')) throw new Unreadable(1, 'a step is one JSON object, { "version": …, … }.');
  const step = readObject(cursor);
  refuseLooseJson(source);
  return step;
}

/** JSON is stricter than what was understood: it has no trailing commas, and fewer escapes. */
function refuseLooseJson(source: string): void {
  try {
    JSON.parse(source);
  } catch (caught) {
    const reason = (caught instanceof Error ? caught.message : String(caught)).replaceAll(/\s+/g, ' ');
    const at = Number(/ at position (\d+)/.exec(reason)?.[1] ?? 0);
    throw new Unreadable(source.slice(0, at).split('\n').length, `this is not valid JSON: ${reason}.`);
  }
}

/**
 * Reads what may stand around the object in the guide's form: `const x: Migration = {…};`, `export default {…}`, `module.exports = {…}`, imports
 * of types, and an export of the name.
 */
function readModule(cursor: Cursor): ObjectLiteral {
  let step: ObjectLiteral | null = null;
  let name: string | null = null;
  for (let token = cursor.peek(); token !== null; token = cursor.peek()) {
    if (cursor.skip(';') || skipDirective(cursor) || skipImport(cursor)) continue;
    const isNamed = cursor.skip('const') || cursor.skip('export', 'const');
    if (isNamed) {
      name = cursor.word();
      if (cursor.skip(':')) skipType(cursor);
      cursor.expect('=');
    } else if (!cursor.skip('export', 'default') && !cursor.skip('module', '.', 'exports', '=')) {
      if (step !== null && skipExportOf(cursor, name)) continue;
      throw new Unreadable(token.line, `${shown(token)} has no place here. ${onlyTheObject}`);
    } else if (step !== null && name !== null && cursor.skip(name)) {
      continue;
    }
    if (!cursor.at('{'))
      throw new Unreadable(token.line, `the step itself is expected here. ${onlyTheObject}`);
    if (step !== null)
      throw new Unreadable(token.line, 'this is a second step. Give each a file of its own.');
    step = readObject(cursor);
    cursor.skip('as', 'const');
    if (cursor.skip('satisfies')) skipType(cursor);
  }
  if (step === null) throw new Unreadable(1, `there is no step in this file. ${onlyTheObject}`);
  return step;
}

const onlyTheObject =
  'A step is read, never run, so its file holds one object: const step: Migration = { version: …, name: …, up: …, down: …, validate: … };';

function skipDirective(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.kind !== 'text' || token.value !== 'use strict') return false;
  cursor.next();
  return true;
}

/** An import of names: whatever they stand for, they are not looked up. */
function skipImport(cursor: Cursor): boolean {
  if (!cursor.skip('import')) return false;
  cursor.skip('type');
  if (cursor.skip('{')) {
    while (!cursor.skip('}')) {
      do cursor.word();
      while (!cursor.at('}') && !cursor.at(','));
      cursor.skip(',');
    }
  } else {
    cursor.word();
  }
  cursor.expect('from');
  cursor.text();
  return true;
}

function skipType(cursor: Cursor): void {
  do cursor.word();
  while (cursor.skip('.'));
}

function skipExportOf(cursor: Cursor, name: string | null): boolean {
  return (
    name !== null &&
    (cursor.skip('export', '{', name, '}') || cursor.skip('export', '{', name, 'as', 'default', '}'))
  );
}
