import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNewEntry, limits } from '../../entries/validate-entry.ts';
import type { RawRecord } from '../read/source-record.ts';
import type { MappedRecord } from '../transfer-types.ts';
import { applyMapping } from './apply-mapping.ts';
import type { Change, FieldMapping, MappedField, Mapping } from './mapping.ts';
import { readMapping } from './read-mapping.ts';
import { anyMappingOf } from './testing/any-mapping.ts';

function mapping(value: unknown): Mapping {
  const outcome = readMapping(value);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

/** What a mapping of one field makes of one record. */
function field(name: MappedField, from: FieldMapping | string, raw: RawRecord): unknown {
  return applyMapping(mapping({ fields: { [name]: from } }), raw).entry[name];
}

function changed(text: unknown, ...change: readonly Change[]): unknown {
  return field('problem', { from: ['x'], change }, { x: text });
}

function problemsOf(
  name: MappedField,
  from: FieldMapping | string,
  raw: RawRecord,
): MappedRecord['problems'] {
  const { problems } = applyMapping(mapping({ fields: { [name]: from } }), raw);
  return problems.filter((problem) => problem.field === name);
}

describe('changes', () => {
  it.each<[string, Change, string, string]>([
    ['trim', { do: 'trim' }, '  a b ', 'a b'],
    ['upper', { do: 'upper' }, 'größe', 'GRÖSSE'],
    ['lower', { do: 'lower' }, 'VSAM', 'vsam'],
    ['one-line', { do: 'one-line' }, ' a\r\n b\tc ', 'a b c'],
    ['html-to-text', { do: 'html-to-text' }, '<p>a</p><p>b &amp; c</p>', 'a\n\nb & c'],
    ['wrap', { do: 'wrap', before: '```\n', after: '\n```' }, 'S0C7', '```\nS0C7\n```'],
    ['replace', { do: 'replace', text: '.*', with: '$&' }, 'a.*b.*', 'a$&b$&'],
    ['cut', { do: 'cut', to: 2 }, 'abc', 'ab'],
    ['cut, which halves no character', { do: 'cut', to: 2 }, 'a😀', 'a'],
    ['table', { do: 'table', lines: { 'DB2 ': 'Db2' } }, ' db2', 'Db2'],
    ['table, what is not in it', { do: 'table', lines: { a: 'b' } }, 'c', 'c'],
    ['table, what every object has', { do: 'table', lines: { a: 'b' } }, 'constructor', 'constructor'],
  ])('%s', (_name, change, text, result) => {
    expect(changed(text, change)).toBe(result);
  });

  it('come one after another', () => {
    const split: Change = { do: 'split', at: ';' };
    expect(changed('<b>a</b>;<i>b</i>', { do: 'html-to-text' }, { do: 'upper' }, split)).toBe('A\nB');
  });

  it.each<[unknown, string]>([
    ['1', 'one'],
    [' P2x', 'starts'],
    ['it is bad', 'contains'],
    [250, 'much'],
    ['-3,5', 'little'],
  ])('rules: the first that fits %j', (value, then) => {
    const rules = [
      { when: { equals: '1' }, then: 'one' },
      { when: { startsWith: 'p2' }, then: 'starts' },
      { when: { contains: 'BAD' }, then: 'contains' },
      { when: { atLeast: 100 }, then: 'much' },
      { when: { atMost: 0 }, then: 'little' },
    ];
    expect(changed(value, { do: 'rules', rules })).toBe(then);
  });

  it('make text no longer than an entry has room for', () => {
    const tooLarge = [expect.objectContaining({ kind: 'too-large', field: 'problem' })];
    const grow: Change = { do: 'replace', text: 'a', with: 'b'.repeat(10_000) };
    expect(problemsOf('problem', { from: ['x'], change: [grow] }, { x: 'a'.repeat(1_000_000) })).toEqual(
      tooLarge,
    );
    const twice = Array.from({ length: 50 }, (): Change => ({ do: 'replace', text: 'a', with: 'aa' }));
    expect(problemsOf('problem', { from: ['x'], change: twice }, { x: 'aaaa' })).toEqual(tooLarge);
    const wrap: Change = { do: 'wrap', before: 'b'.repeat(10) };
    expect(problemsOf('problem', { from: ['x'], change: [wrap] }, { x: 'a'.repeat(999_999) })).toEqual(
      tooLarge,
    );
    const split: Change = { do: 'split', at: ',' };
    expect(problemsOf('tags', { from: ['x'], change: [split] }, { x: 'a,'.repeat(20_000) })).toEqual([
      expect.objectContaining({ kind: 'too-large', field: 'tags' }),
    ]);
    // But what is cut down again on the way may come in longer.
    expect(changed('a'.repeat(2_000_000), { do: 'cut', to: 3 })).toBe('aaa');
  });
});

describe('values', () => {
  it('may be numbers, true and false, lists and nested objects', () => {
    expect(field('title', 'x', { x: 7 })).toBe('7');
    expect(field('archived', 'x', { x: true })).toBe(true);
    expect(field('tags', 'x', { x: ['a', ['b', 3], null, ''] })).toEqual(['a', 'b', '3']);
    expect(field('title', 'fields.summary', { fields: { summary: 's' } })).toBe('s');
    expect(field('tags', 'labels.name', { labels: [{ name: 'a' }, { name: 'b' }, {}] })).toEqual(['a', 'b']);
    expect(field('problem', 'notes.1.text', { notes: [{ text: 'a' }, { text: 'b' }] })).toBe('b');
  });

  it('are those of the column that has a dot in its name, where there is one', () => {
    expect(field('title', 'a.b', { 'a.b': 'flat', a: { b: 'deep' } })).toBe('flat');
    expect(field('title', 'a.b.c', { 'a.b': { c: 'half' } })).toBe('half');
  });

  it('are never those that every object has', () => {
    for (const column of ['constructor', '__proto__', 'toString.name', 'x.length'])
      expect(field('title', column, { x: 'text' })).toBeUndefined();
  });

  it('that are objects are told', () => {
    expect(problemsOf('title', 'x', { x: { a: 1 } })).toMatchObject([{ kind: 'invalid-value' }]);
  });
});

describe('several columns', () => {
  const raw = { a: 'A', b: '', c: 'C', d: '2024-01-31', e: '12:30' };
  it('are joined, those that are empty left out', () => {
    expect(field('problem', { from: ['a', 'b', 'c'] }, raw)).toBe('A\n\nC');
    expect(field('title', { from: ['a', 'b', 'c'] }, raw)).toBe('A C');
    expect(field('problem', { from: ['a', 'c'], join: ' / ' }, raw)).toBe('A / C');
    expect(field('tags', { from: ['a', 'c'] }, raw)).toEqual(['A', 'C']);
  });

  it('of a time are a date and a time of day', () => {
    const change: Change = { do: 'time', forms: ['YYYY-MM-DD HH:mm'], zone: '+01:00' };
    expect(field('createdAt', { from: ['d', 'e'], change: [change] }, raw)).toBe('2024-01-31T11:30:00.000Z');
  });
});

describe('otherwise', () => {
  const lines: Change = { do: 'table', lines: { a: 'b' }, strict: true };
  it('fills what has no value', () => {
    expect(field('category', { from: [], otherwise: 'Legacy' }, {})).toBe('Legacy');
    expect(field('category', { from: ['x'], otherwise: 'Legacy' }, { x: ' ' })).toBe('Legacy');
    expect(field('tags', { from: [], otherwise: ['one', 'two'] }, {})).toEqual(['one', 'two']);
  });

  it('is taken where no rule and no line of a table fits', () => {
    const from: FieldMapping = { from: ['x'], change: [lines], otherwise: 'Other' };
    expect(field('category', from, { x: 'z' })).toBe('Other');
    expect(field('category', from, { x: 'A' })).toBe('b');
    expect(problemsOf('category', from, { x: 'z' })).toEqual([]);
  });

  it('may be null, to leave out what does not fit', () => {
    const time: Change = { do: 'time', forms: ['iso'] };
    const from: FieldMapping = { from: ['x'], change: [time], otherwise: null };
    expect(field('createdAt', from, { x: '2024-02-31' })).toBeUndefined();
    expect(problemsOf('createdAt', from, { x: '2024-02-31' })).toEqual([]);
    expect(problemsOf('createdAt', { from: ['x'], change: [time] }, { x: '2024-02-31' })).toEqual([
      expect.objectContaining({ kind: 'invalid-value' }),
    ]);
  });

  it('leaves what no rule fits as it is where there is none', () => {
    const rules: Change = { do: 'rules', rules: [{ when: { equals: 'a' }, then: 'b' }] };
    expect(field('category', { from: ['x'], change: [rules] }, { x: 'c' })).toBe('c');
    expect(field('category', { from: ['x'], change: [rules], otherwise: 'd' }, { x: 'c' })).toBe('d');
  });

  it('is asked for where nothing fits and there is none', () => {
    expect(problemsOf('category', { from: ['x'], change: [lines] }, { x: 'z' })).toEqual([
      {
        kind: 'invalid-value',
        field: 'category',
        reason: 'The category is “z”, which no line of the table has.',
      },
    ]);
  });
});

describe('fields', () => {
  it('that every entry needs are told where they are missing', () => {
    const { problems } = applyMapping(mapping({ title: 'a', problem: ['b', 'c'] }), { a: '', b: ' ' });
    expect(problems).toEqual([
      { kind: 'missing-field', field: 'title', reason: 'The title is missing: “a” is empty.' },
      { kind: 'missing-field', field: 'problem', reason: 'The problem is missing: “b” and “c” are empty.' },
      {
        kind: 'missing-field',
        field: 'solution',
        reason: 'The solution is missing: no column is chosen for it.',
      },
    ]);
  });

  it('say so where the column that they come from is not there', () => {
    const { problems } = applyMapping(mapping({ title: 'titel', problem: 'cause' }), { Titel: 'x' });
    expect(problems.map(({ reason }) => reason).slice(0, 2)).toEqual([
      'The title is missing: there is no “titel”, but there is “Titel”.',
      'The problem is missing: there is no “cause”.',
    ]);
  });

  it.each<[MappedField, unknown, string]>([
    ['title', 'x'.repeat(301), 'The title has 301 characters; at most 300 are allowed.'],
    ['title', 'a\u0007b', 'with a control character in it'],
    ['problem', 'a\0b', 'The problem holds a NUL character.'],
    ['problem', 'a\uD800b', 'The problem holds half of a character.'],
    ['severity', 'soon', 'The severity is “soon”, which is none of low, medium, high, critical.'],
    ['archived', 'maybe', 'The mark “archived” is “maybe”, which is neither yes nor no.'],
    ['createdAt', '31.02.2024', 'The time of creation is “31.02.2024”, which is no time.'],
    ['tags', ['x'.repeat(65)], 'The tags hold one that has 65 characters; at most 64 are allowed.'],
    ['tags', Array.from({ length: 51 }, (_, at) => `t${at}`), 'The tags are 51; at most 50 are allowed.'],
  ])('are told where %s is wrong', (name, value, reason) => {
    expect(problemsOf(name, 'x', { x: value })[0]?.reason).toContain(reason);
  });

  it('keep what is right of a list', () => {
    expect(field('tags', { from: ['x'] }, { x: ['a', 'x'.repeat(65), ' A ', 'b'] })).toEqual(['a', 'b']);
  });

  it('of one line lose their line breaks', () => {
    expect(field('title', 'x', { x: 'a\r\n  b ' })).toBe('a b');
  });

  it('of time take what is commonly written without being told a form', () => {
    for (const written of [
      '2024-01-31T12:30:45Z',
      1_706_704_245,
      1_706_704_245_000,
      new Date(1_706_704_245_000),
    ])
      expect(field('updatedAt', 'x', { x: written })).toBe('2024-01-31T12:30:45.000Z');
  });
});

describe('columns that no field uses', () => {
  const rest = (raw: RawRecord): Pick<MappedRecord, 'entry' | 'problems'> =>
    applyMapping(mapping({ fields: { title: 't', problem: 'f.p', solution: 't' }, rest: 'metadata' }), raw);

  it('are kept in the metadata under their names', () => {
    const { entry, problems } = rest({ t: 'T', f: { p: 'P', q: 2 }, n: 1, l: ['a'], empty: '', none: null });
    expect(entry.metadata).toEqual({ f: { q: 2 }, n: 1, l: ['a'] });
    expect(problems).toEqual([]);
  });

  it('are left out unless asked for', () => {
    expect(applyMapping(mapping({ title: 't' }), { t: 'T', n: 1 }).entry).toEqual({ title: 'T' });
  });

  it('are told where an entry has no room for them', () => {
    const { entry, problems } = rest({ t: 'T', f: { p: 'P' }, big: 'x'.repeat(limits.metadata), small: 's' });
    expect(entry.metadata).toEqual({ small: 's' });
    expect(problems).toEqual([
      {
        kind: 'too-large',
        field: 'metadata',
        reason: 'The metadata has no room for the column “big”: at most 100,000 bytes are kept.',
      },
    ]);
  });

  it('may be called __proto__ without becoming one', () => {
    const { entry, problems } = rest(
      JSON.parse('{"t":"T","f":{"p":"P"},"__proto__":{"x":1},"a":{"__proto__":1}}'),
    );
    expect(entry.metadata).toBeUndefined();
    expect(problems.map(({ kind }) => kind)).toEqual(['invalid-value', 'invalid-value']);
  });
});

it('never throws, and gives only what may be written', () => {
  const column = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.0', '__proto__', 'constructor');
  const value = fc.anything({
    withBigInt: true,
    withDate: true,
    withSparseArray: true,
    withNullPrototype: true,
  });
  const raw = fc.oneof(
    fc.dictionary(
      column,
      fc.oneof(value, fc.string({ unit: 'binary' }), fc.constantFrom('P1', '1.2.2024', '<p>x</p>')),
    ),
    fc.dictionary(fc.string({ unit: 'binary' }), value),
  );
  const complete = { title: 't', problem: 'p', solution: 's' };
  fc.assert(
    fc.property(anyMappingOf(column), raw, (any, record) => {
      const { entry, problems } = applyMapping(any, record);
      expect(checkNewEntry({ ...complete, ...entry } as never)).toMatchObject({ ok: true });
      for (const { reason } of problems) expect(reason).toMatch(/^The .+\.$/su);
    }),
    { numRuns: 1_000 },
  );
});
