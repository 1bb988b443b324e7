import type { RawRecord } from '../read/source-record.ts';
import type { MappedRecord } from '../transfer-types.ts';
import { makeStep, type Step } from './apply-change.ts';
import { reach, valuesIn } from './column-values.ts';
import { fieldValue, type FieldValue } from './entry-field.ts';
import { keptMetadata, type UsedColumns } from './kept-metadata.ts';
import { mappedFields, type FieldMapping, type MappedField, type Mapping } from './mapping.ts';
import { nearestWord } from './nearest-word.ts';
import { Trouble } from './trouble.ts';

type Mapped = Omit<MappedRecord, 'record'>;
type Problem = Mapped['problems'][number];

/** A mapping made ready for many records. */
interface Ready {
  readonly fields: readonly {
    readonly field: MappedField;
    readonly from: FieldMapping;
    readonly steps: readonly Step[];
  }[];
  readonly used: UsedColumns;
  readonly rest: Mapping['rest'];
}

const required: readonly MappedField[] = ['title', 'problem', 'solution'];
const ready = new WeakMap<Mapping, Ready>();

/** Turns one record into the fields of an entry; what is wrong is told and left out. Never throws, whatever the record holds. */
export function applyMapping(mapping: Mapping, raw: RawRecord): Mapped {
  const { fields, used, rest } = readyFor(mapping);
  const values = new Map<string, FieldValue>();
  const problems: Problem[] = [];
  for (const { field, from, steps } of fields) {
    const texts = textsFor(field, from, steps, raw, problems);
    if (texts.length === 0) continue;
    const { value, troubles } = fieldValue(field, texts);
    for (const trouble of troubles) problems.push(problemOf(field, trouble));
    if (value !== null && value !== '') values.set(field, value);
  }
  for (const field of required) {
    if (values.has(field) || problems.some((problem) => problem.field === field)) continue;
    problems.push({
      kind: 'missing-field',
      field,
      reason: `The ${field} is missing: ${whyMissing(mapping.fields[field], raw)}.`,
    });
  }
  if (rest === 'leave-out') return { entry: Object.fromEntries(values), problems };
  const { metadata, troubles } = keptMetadata(raw, used);
  for (const { kind, reason } of troubles)
    problems.push({ kind, field: 'metadata', reason: `The metadata ${reason}.` });
  return { entry: { ...Object.fromEntries(values), ...(metadata === null ? {} : { metadata }) }, problems };
}

function readyFor(mapping: Mapping): Ready {
  const earlier = ready.get(mapping);
  if (earlier !== undefined) return earlier;
  const fields = mappedFields.flatMap((field) => {
    const from = mapping.fields[field];
    return from === undefined
      ? []
      : [
          {
            field,
            from,
            steps: (from.change ?? []).map((change) => makeStep(change, from.otherwise !== undefined)),
          },
        ];
  });
  const made: Ready = { fields, used: new Set(fields.flatMap(({ from }) => from.from)), rest: mapping.rest };
  ready.set(mapping, made);
  return made;
}

/** The texts that a field is made of: for tags any number, else one or none. What is wrong is put to `problems`. */
function textsFor(
  field: MappedField,
  from: FieldMapping,
  steps: readonly Step[],
  raw: RawRecord,
  problems: Problem[],
): readonly string[] {
  const found: string[] = [];
  const troubles: Trouble[] = [];
  const columns = isTime(field)
    ? joinedFirst(from, raw, troubles)
    : from.from.map((column) => valuesIn(raw, column));
  for (const values of columns) {
    const changed = values instanceof Trouble ? values : changedBy(steps, values, troubles);
    if (changed instanceof Trouble) troubles.push(changed);
    else if (field === 'tags') found.push(...changed);
    else if (changed.length > 0) found.push(changed.join(isProse(field) ? '\n' : ', '));
  }
  // Whoever says what is to be taken otherwise knows that some values fit nowhere.
  const told = troubles.filter(({ unfit }) => !(unfit && from.otherwise !== undefined));
  for (const trouble of told.slice(0, 3)) problems.push(problemOf(field, trouble));
  if (found.length === 0) return told.length > 0 ? [] : otherwiseTexts(from);
  return field === 'tags' ? found : [found.join(from.join ?? (isProse(field) ? '\n\n' : ' '))];
}

function otherwiseTexts({ otherwise }: FieldMapping): readonly string[] {
  const texts = otherwise === undefined ? [] : valuesIn({ otherwise }, 'otherwise');
  return texts instanceof Trouble ? [] : texts;
}

/** The steps one after another, over each text; what no rule fits is left out of a list and told. */
function changedBy(
  steps: readonly Step[],
  values: readonly string[],
  troubles: Trouble[],
): readonly string[] | Trouble {
  let texts = values;
  for (const step of steps) {
    const next: string[] = [];
    for (const text of texts) {
      const made = step(text);
      if (made instanceof Trouble) troubles.push(made);
      else if (typeof made === 'string') next.push(made);
      else next.push(...made);
      if (next.length > mostTexts)
        return new Trouble('too-large', `falls into more than ${mostTexts.toLocaleString('en')} pieces`);
    }
    texts = next;
  }
  return texts.filter((text) => text.trim() !== '');
}

const mostTexts = 10_000;

/** Of a date and a time of day in columns of their own, one text, which the changes then read. */
function joinedFirst(
  from: FieldMapping,
  raw: RawRecord,
  troubles: Trouble[],
): readonly (readonly string[])[] {
  const texts: string[] = [];
  for (const column of from.from) {
    const values = valuesIn(raw, column);
    if (values instanceof Trouble) troubles.push(values);
    else texts.push(...values);
  }
  return texts.length === 0 ? [] : [[texts.map((text) => text.trim()).join(from.join ?? ' ')]];
}

function isProse(field: MappedField): boolean {
  return field === 'problem' || field === 'solution';
}

function isTime(field: MappedField): boolean {
  return field === 'createdAt' || field === 'updatedAt';
}

function problemOf(field: MappedField, { kind, reason }: Trouble): Problem {
  return { kind, field, reason: `The ${fieldWords[field] ?? field} ${reason}.` };
}

const fieldWords: Partial<Record<MappedField, string>> = {
  archived: 'mark “archived”',
  createdAt: 'time of creation',
  updatedAt: 'time of the last change',
};

function whyMissing(from: FieldMapping | undefined, raw: RawRecord): string {
  const [column] = from?.from ?? [];
  if (from === undefined || column === undefined) return 'no column is chosen for it';
  if (from.from.every((name) => reach(raw, name, 0) === undefined)) return noColumn(column, raw);
  const columns = from.from
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join(' and ');
  return from.from.length === 1 ? `${columns} is empty` : `${columns} are empty`;
}

function noColumn(column: string, raw: RawRecord): string {
  const columns = Object.keys(raw);
  const nearest = columns.length > 50 ? null : nearestWord(column, columns);
  return `there is no “${column}”${nearest === null ? '' : `, but there is “${nearest}”`}`;
}
