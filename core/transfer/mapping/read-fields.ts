import {
  listOf,
  jsonOf,
  MappingFault,
  objectOf,
  oneOrMore,
  shown,
  textOf,
  type Part,
} from './mapping-part.ts';
import { mappedFields, type Change, type FieldMapping, type Mapping, type MappedField } from './mapping.ts';
import { nearestWord } from './nearest-word.ts';
import { readChange, readRules, readSplit, readTable, readTime, readZone } from './read-change.ts';

const most = { columns: 200, changes: 50 };
const longest = { column: 1_000, join: 1_000 };

const otherNames: Readonly<Record<string, MappedField>> = {
  created_at: 'createdAt',
  updated_at: 'updatedAt',
};
const fieldNames = [...mappedFields, ...Object.keys(otherNames)];
const fieldKeys = ['from', 'join', 'change', 'otherwise'];
const shortKeys = ['table', 'rules', 'split', 'time', 'zone'];

/** The field of this name, or null. */
export function fieldNamed(name: unknown): MappedField | null {
  if (typeof name !== 'string') return null;
  return (
    mappedFields.find((field) => field === name) ??
    (Object.hasOwn(otherNames, name) ? (otherNames[name] ?? null) : null)
  );
}

/**
 * Fields from an object that says for each field where it comes from, or, as people write it down, for each column where it goes to:
 * `{"description": "problem"}`. The second where its values name fields and its keys do not all.
 */
export function readFields(part: Part): Mapping['fields'] {
  const found = [...objectOf(part)];
  const keysAreFields = found.every(([key]) => fieldNamed(key) !== null);
  const goals = found.map(([, line]) => goalOf(line));
  if (!keysAreFields && goals.every((goal) => goal === null || fieldNamed(goal) !== null))
    return readTowards(found);
  if (!keysAreFields && goals.filter((goal) => fieldNamed(goal) !== null).length > found.length / 2) {
    const wrong = found.find(([, line]) => fieldNamed(goalOf(line)) === null);
    if (wrong !== undefined) throw noField(wrong[1], goalOf(wrong[1]));
  }
  const fields = new Map<MappedField, FieldMapping>();
  for (const [key, line] of found) {
    const field = fieldNamed(key);
    if (field === null) throw noField(line, key);
    if (fields.has(field)) throw new MappingFault(line, `is ${field} once more; it can be there only once`);
    if (line.value !== null) fields.set(field, readField(line, field));
  }
  return inOrder(fields);
}

/** The field that a line names, in the direction from columns to fields: itself or its `to`; null where it says that the column goes nowhere. */
function goalOf({ value }: Part): unknown {
  if (value === null || typeof value !== 'object') return value;
  return 'to' in value && !Array.isArray(value) ? value.to : value;
}

function readTowards(found: readonly (readonly [string, Part])[]): Mapping['fields'] {
  const fields = new Map<MappedField, FieldMapping>();
  for (const [column, line] of found) {
    const field = fieldNamed(goalOf(line));
    if (field === null) continue;
    const { to: _to, ...rest } = typeof line.value === 'object' ? { to: null, ...line.value } : { to: null };
    const short = Object.keys(rest).length === 0;
    const one = short
      ? readField({ ...line, value: column }, field)
      : readField({ ...line, value: { ...rest, from: column } }, field);
    const earlier = fields.get(field);
    if (earlier !== undefined && !short)
      throw new MappingFault(
        line,
        `goes to ${field}, as another column does`,
        'Write it as one field with several columns in "from".',
      );
    fields.set(field, earlier === undefined ? one : { ...earlier, from: [...earlier.from, column] });
  }
  return inOrder(fields);
}

function inOrder(fields: ReadonlyMap<MappedField, FieldMapping>): Mapping['fields'] {
  return Object.fromEntries(
    mappedFields.flatMap((field) => {
      const one = fields.get(field);
      return one === undefined ? [] : [[field, one]];
    }),
  );
}

function noField(part: Part, name: unknown): MappingFault {
  if (name === 'metadata')
    return new MappingFault(
      part,
      'is metadata, which no column goes to by itself',
      'Columns that no field uses are kept there with "rest": "metadata".',
    );
  const nearest = typeof name === 'string' ? nearestWord(name, fieldNames) : null;
  const meant = nearest === null ? '' : `; did you mean ${shown(nearest)}?`;
  return new MappingFault(
    part,
    `names ${shown(name)}, which is no field of an entry${meant}`,
    `Fields are ${mappedFields.join(', ')}.`,
  );
}

/** A column's name, several, or an object. */
function readField(part: Part, field: MappedField): FieldMapping {
  if (typeof part.value === 'string' || Array.isArray(part.value)) {
    const from = readFrom(part);
    // Of a list in one text, commas and semicolons are what people write between keywords.
    return field === 'tags' ? { from, change: [{ do: 'split', at: ',;' }] } : { from };
  }
  const found = objectOf(part, [...fieldKeys, ...shortKeys]);
  const change = readChanges(found);
  const from = found.get('from');
  const join = found.get('join');
  const otherwise = found.get('otherwise');
  return {
    from: from === undefined ? [] : readFrom(from),
    ...(join === undefined ? {} : { join: textOf(join, longest.join) }),
    ...(change === null ? {} : { change }),
    ...(otherwise === undefined ? {} : { otherwise: jsonOf(otherwise) }),
  };
}

function readFrom(part: Part): readonly string[] {
  return oneOrMore(part, most.columns).map((column) => {
    const name = textOf(column, longest.column);
    if (name === '') throw new MappingFault(column, 'is empty, where the name of a column must be');
    return name;
  });
}

/** `change`, and after it what is written as a shorthand, in the order that it is written in; null where there is neither. */
function readChanges(found: ReadonlyMap<string, Part>): readonly Change[] | null {
  const long = found.get('change');
  const changes: Change[] = [];
  if (long !== undefined)
    changes.push(...(Array.isArray(long.value) ? listOf(long, most.changes) : [long]).map(readChange));
  const zone = found.get('zone');
  if (zone !== undefined && !found.has('time'))
    throw new MappingFault(zone, 'is there without "time", which it belongs to');
  for (const [key, part] of found) {
    if (key === 'split') changes.push(readSplit(part));
    else if (key === 'rules') changes.push(readRules(part));
    // Whoever says what becomes of the rest does not want it left as it is.
    else if (key === 'table')
      changes.push({ ...readTable(part), ...(found.has('otherwise') ? { strict: true } : {}) });
    else if (key === 'time')
      changes.push({ ...readTime(part), ...(zone === undefined ? {} : { zone: readZone(zone) }) });
  }
  return long === undefined && changes.length === 0 ? null : changes;
}
