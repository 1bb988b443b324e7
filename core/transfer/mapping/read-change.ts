import {
  choiceOf,
  inner,
  listOf,
  MappingFault,
  numberOf,
  objectOf,
  oneOrMore,
  shown,
  textOf,
  unknownKey,
  wordOf,
  type Part,
} from './mapping-part.ts';
import type { Change, Rule } from './mapping.ts';
import { formFault, namedForms, offsetMinutes } from './time-form.ts';

const longest = { text: 10_000, form: 100 };
const most = { rules: 1_000, lines: 10_000, forms: 50, cut: 1_000_000 };

/** What each change is made of, besides `do`. */
const changeKeys = {
  trim: [],
  upper: [],
  lower: [],
  'one-line': [],
  'html-to-text': [],
  split: ['at'],
  wrap: ['before', 'after'],
  replace: ['text', 'with'],
  cut: ['to'],
  table: ['lines', 'strict'],
  rules: ['rules'],
  time: ['forms', 'zone'],
} as const satisfies Record<Change['do'], readonly string[]>;
const changeNames = Object.keys(changeKeys) as (keyof typeof changeKeys)[];

/** One change. One that needs no more than its name may be written as that. */
export function readChange(part: Part): Change {
  if (typeof part.value === 'string') return readChange({ ...part, value: { do: part.value } });
  const found = objectOf(part);
  const does = choiceOf(found.get('do') ?? inner(part, 'do', undefined), changeNames);
  const known = ['do', ...changeKeys[does]];
  for (const key of found.keys()) if (!known.includes(key)) throw unknownKey(part, key, known);
  const given = (key: string): Part => found.get(key) ?? inner(part, key, undefined);
  switch (does) {
    case 'trim':
    case 'upper':
    case 'lower':
    case 'one-line':
    case 'html-to-text':
      return { do: does };
    case 'split':
      return readSplit(given('at'));
    case 'wrap':
      return {
        do: 'wrap',
        ...(found.has('before') ? { before: textOf(given('before'), longest.text) } : {}),
        ...(found.has('after') ? { after: textOf(given('after'), longest.text) } : {}),
      };
    case 'replace':
      return {
        do: 'replace',
        text: filled(given('text')),
        with: textOf(given('with'), longest.text),
      };
    case 'cut':
      return { do: 'cut', to: readLength(given('to')) };
    case 'table':
      return {
        ...readTable(given('lines')),
        ...(found.has('strict') ? { strict: choice(given('strict')) } : {}),
      };
    case 'rules':
      return readRules(given('rules'));
    case 'time':
      return {
        ...readTime(given('forms')),
        ...(found.has('zone') ? { zone: readZone(given('zone')) } : {}),
      };
  }
}

export function readSplit(part: Part): Change & { do: 'split' } {
  return { do: 'split', at: filled(part) };
}

export function readTable(part: Part): Change & { do: 'table' } {
  const lines = objectOf(part);
  if (lines.size > most.lines)
    throw new MappingFault(part, `has ${lines.size} lines; at most ${most.lines} are allowed`);
  return {
    do: 'table',
    // Not by assignment, which would take a line `__proto__` for something else.
    lines: Object.fromEntries([...lines].map(([key, line]) => [key, wordOf(line, longest.text)])),
  };
}

export function readRules(part: Part): Change & { do: 'rules' } {
  const rules = listOf(part, most.rules).flatMap(readRule);
  if (rules.length > most.rules) throw new MappingFault(part, `has more than ${most.rules} rules`);
  return { do: 'rules', rules };
}

const whenKeys = ['equals', 'contains', 'startsWith', 'atLeast', 'atMost'] as const;

/** A rule; several where its condition names several texts. */
function readRule(part: Part): readonly Rule[] {
  const found = objectOf(part, ['when', 'then', ...whenKeys]);
  const when = found.get('when');
  const conditions = when === undefined ? found : objectOf(when, whenKeys);
  const place = when ?? part;
  const keys = whenKeys.filter((key) => conditions.has(key));
  const [key] = keys;
  if (
    key === undefined ||
    keys.length > 1 ||
    (when !== undefined && whenKeys.some((name) => found.has(name)))
  )
    throw new MappingFault(
      place,
      key === undefined ? 'has no condition' : 'has more than one condition',
      `It may have one of ${whenKeys.join(', ')}.`,
    );
  const condition = conditions.get(key) ?? place;
  const then = wordOf(found.get('then') ?? inner(part, 'then', undefined), longest.text);
  switch (key) {
    case 'atLeast':
      return [{ when: { atLeast: numberOf(condition) }, then }];
    case 'atMost':
      return [{ when: { atMost: numberOf(condition) }, then }];
    case 'equals':
      return oneOrMore(condition, most.rules).map((text) => ({
        when: { equals: wordOf(text, longest.text) },
        then,
      }));
    case 'contains':
      return oneOrMore(condition, most.rules).map((text) => ({ when: { contains: filled(text) }, then }));
    case 'startsWith':
      return oneOrMore(condition, most.rules).map((text) => ({ when: { startsWith: filled(text) }, then }));
  }
}

export function readTime(part: Part): Change & { do: 'time' } {
  const forms = oneOrMore(part, most.forms).map((form) => {
    const text = textOf(form, longest.form);
    const fault = formFault(text);
    if (fault === null) return text;
    throw new MappingFault(
      form,
      `is ${shown(text)}, which is no form of a time: it ${fault}`,
      `It may be ${namedForms.join(', ')}, or made of YYYY YY MM M MMM DD D DDD HH mm ss AP.`,
    );
  });
  if (forms.length === 0) throw new MappingFault(part, 'is empty');
  return { do: 'time', forms };
}

export function readZone(part: Part): string {
  const zone = textOf(part, longest.form);
  if (zone === 'UTC' || zone === 'local' || offsetMinutes(zone) !== null) return zone;
  throw new MappingFault(
    part,
    `is ${shown(zone)}, which is no zone`,
    'It may be UTC, local, or an offset such as +01:00.',
  );
}

function readLength(part: Part): number {
  const to = numberOf(part);
  if (!Number.isInteger(to) || to < 1 || to > most.cut)
    throw new MappingFault(part, `is ${to}; it must be a whole number from 1 to ${most.cut}`);
  return to;
}

function choice(part: Part): boolean {
  if (typeof part.value === 'boolean') return part.value;
  throw new MappingFault(part, `is ${shown(part.value)}, where true or false must be`);
}

/** Text that is not empty: looking for nothing would find it everywhere. */
function filled(part: Part): string {
  const text = wordOf(part, longest.text);
  if (text === '') throw new MappingFault(part, 'is empty');
  return text;
}
