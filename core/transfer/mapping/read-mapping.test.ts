import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../failure.ts';
import { mappedFields, type Mapping } from './mapping.ts';
import { readMapping, readMappingFile } from './read-mapping.ts';
import { anyMapping } from './testing/any-mapping.ts';

const folder = mkdtempSync(join(tmpdir(), 'mappings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(value: unknown): Mapping {
  const outcome = readMapping(value);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

function refused(value: unknown): Failure {
  const outcome = readMapping(value);
  if (outcome.ok) throw new Error('The mapping was read.');
  expect(outcome.failure.kind).toBe('invalid-mapping');
  return outcome.failure;
}

describe('the full form', () => {
  it('reads back equal from its JSON', () => {
    fc.assert(
      fc.property(anyMapping, (mapping) => {
        expect(read(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
      }),
    );
  });

  it('is what reading gives for everything that it reads', () => {
    const mapping = read({
      title: 'a',
      tags: 'b',
      severity: { from: 'c', rules: [{ equals: 1, then: 'high' }] },
    });
    expect(read(mapping)).toEqual(mapping);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ fields: fc.anything(), format: fc.anything() })),
        (value) => {
          const outcome = readMapping(value);
          expect(outcome.ok ? null : outcome.failure.kind).toBe(outcome.ok ? null : 'invalid-mapping');
        },
      ),
    );
  });

  it('refuses one of a later version', () => {
    expect(refused({ format: 'abendbook-mapping', formatVersion: 2, fields: {} }).message).toContain(
      'formatVersion is 2',
    );
  });
});

describe('short forms', () => {
  it('takes the name of a column, or several, for a field, without a frame', () => {
    expect(read({ title: 'title', problem: ['description', 'steps'], created_at: 'opened' })).toEqual({
      format: 'abendbook-mapping',
      formatVersion: 1,
      name: 'Mapping',
      fields: {
        title: { from: ['title'] },
        problem: { from: ['description', 'steps'] },
        createdAt: { from: ['opened'] },
      },
      rest: 'leave-out',
    });
  });

  it('splits the one text that keywords stand in', () => {
    expect(read({ tags: 'keywords' }).fields.tags).toEqual({
      from: ['keywords'],
      change: [{ do: 'split', at: ',;' }],
    });
    expect(read({ tags: { from: 'keywords' } }).fields.tags).toEqual({ from: ['keywords'] });
  });

  it('takes table, rules, split and time in the place of changes', () => {
    const { fields } = read({
      category: { from: 'type', table: { db: 'Db2', vs: 'VSAM' }, otherwise: 'General' },
      severity: { from: 'priority', rules: [{ when: { equals: '1' }, then: 'critical' }] },
      tags: { from: 'keywords', split: ',' },
      createdAt: { from: 'created_timestamp', time: ['iso', 'seconds'], zone: '+01:00' },
    });
    expect(fields).toEqual({
      category: {
        from: ['type'],
        change: [{ do: 'table', lines: { db: 'Db2', vs: 'VSAM' }, strict: true }],
        otherwise: 'General',
      },
      severity: {
        from: ['priority'],
        change: [{ do: 'rules', rules: [{ when: { equals: '1' }, then: 'critical' }] }],
      },
      tags: { from: ['keywords'], change: [{ do: 'split', at: ',' }] },
      createdAt: {
        from: ['created_timestamp'],
        change: [{ do: 'time', forms: ['iso', 'seconds'], zone: '+01:00' }],
      },
    });
  });

  it('takes a condition beside its result, and several texts as several rules', () => {
    const rules = [
      { equals: [1, 'P1'], then: 'critical' },
      { atLeast: 4, then: 'low' },
    ];
    expect(read({ severity: { from: 'p', rules } }).fields.severity?.change).toEqual([
      {
        do: 'rules',
        rules: [
          { when: { equals: '1' }, then: 'critical' },
          { when: { equals: 'P1' }, then: 'critical' },
          { when: { atLeast: 4 }, then: 'low' },
        ],
      },
    ]);
  });

  it('understands where columns are written down with the fields that they go to', () => {
    const mapping = read({
      title: 'title',
      description: 'problem',
      details: 'problem',
      resolution: 'solution',
      type: { to: 'category', table: { db: 'Db2' } },
      keywords: 'tags',
      remarks: null,
      rest: 'metadata',
    });
    expect(mapping.rest).toBe('metadata');
    expect(mapping.fields).toEqual({
      title: { from: ['title'] },
      problem: { from: ['description', 'details'] },
      solution: { from: ['resolution'] },
      category: { from: ['type'], change: [{ do: 'table', lines: { db: 'Db2' } }] },
      tags: { from: ['keywords'], change: [{ do: 'split', at: ',;' }] },
    });
  });

  it('takes a change that needs no more than its name as that', () => {
    expect(read({ title: { from: 't', change: ['trim', 'one-line'] } }).fields.title?.change).toEqual([
      { do: 'trim' },
      { do: 'one-line' },
    ]);
  });
});

describe('what is wrong', () => {
  const rule = { when: { equals: '1' }, then: 'critical' };
  it.each([
    [
      { titel: 'a', problem: 'b', solution: 'c' },
      'titel names "titel", which is no field of an entry; did you mean "title"?',
    ],
    [{ description: 'probelm', resolution: 'solution', a: 'title' }, 'description names "probelm"'],
    [
      { fields: { title: { form: 'x' } } },
      'fields.title has "form", which is not known here; did you mean "from"?',
    ],
    [
      { fields: { title: { from: 'x', change: [{ do: 'tabel', lines: {} }] } } },
      'fields.title.change[0].do is "tabel"',
    ],
    [
      {
        fields: {
          severity: { from: 'p', change: [{ do: 'rules', rules: [rule, rule, { when: {}, then: 'x' }] }] },
        },
      },
      'fields.severity.change[0].rules[2].when has no condition',
    ],
    [
      { fields: { createdAt: { from: 't', time: 'DD.MM' } } },
      'fields.createdAt.time is "DD.MM", which is no form of a time: it has no year',
    ],
    [{ fields: { createdAt: { from: 't', time: 'iso', zone: 'Mars' } } }, 'fields.createdAt.zone is "Mars"'],
    [{ fields: { title: { from: [''] } } }, 'fields.title.from[0] is empty'],
    [{ fields: { title: 7 } }, 'fields.title is 7'],
    [{ fields: { 'a b': 'x' } }, 'fields["a b"] names "a b"'],
    [{ notes: 'metadata', title: 'title', b: 'problem' }, 'notes is metadata'],
    [{ format: 'abendbook-export', fields: {} }, 'format is "abendbook-export"'],
    [{ fields: { title: { from: 't', change: [{ do: 'cut', to: 0 }] } } }, 'fields.title.change[0].to is 0'],
    [
      { fields: { title: { from: 't', change: [{ do: 'replace', text: '', with: 'x' }] } } },
      'fields.title.change[0].text is empty',
    ],
    [[], 'it is a list'],
    [{}, 'it names no field'],
  ])('is named with its place: %j', (value, message) => {
    expect(refused(value).message).toContain(message);
  });

  it('says what may be there instead', () => {
    const failure = refused({ fields: { title: { from: 'x', change: ['tirm'] } } });
    expect(failure.recovery).toContain('trim, upper, lower');
    expect(failure.field).toBe('fields.title.change[0].do');
  });

  it('is a mapping beyond bounds', () => {
    expect(refused({ title: Array.from({ length: 201 }, () => 'x') }).message).toContain('at most 200');
    const lines = Object.fromEntries(
      Array.from({ length: 9_000 }, (_, at) => [`${'x'.repeat(200)}${at}`, 'y']),
    );
    expect(refused({ category: { from: 'c', table: lines } }).message).toContain('longer than 1000000');
    const endless: Record<string, unknown> = {};
    endless['otherwise'] = endless;
    expect(refused({ title: endless }).message).toContain('nested too deep');
  });

  it('may be called __proto__ without becoming more than a name', () => {
    refused(JSON.parse('{"__proto__": {"title": "x"}, "title": "y"}'));
    const { fields } = read(JSON.parse('{"category": {"from": "c", "table": {"__proto__": "x"}}}'));
    const [change] = fields.category?.change ?? [];
    expect(JSON.stringify(change)).toBe('{"do":"table","lines":{"__proto__":"x"}}');
    expect(Object.hasOwn({}, 'title')).toBe(false);
  });
});

describe('a file', () => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('gives its name to a mapping that has none', async () => {
    const path = write('Remedy 7.json', '\uFEFF{"title": "Summary"}');
    expect(await readMappingFile(path)).toMatchObject({ ok: true, value: { name: 'Remedy 7' } });
  });

  it.each([
    ['broken.json', '{"title": ', 'is not JSON'],
    ['wrong.json', '{"titel": "x"}', 'titel names'],
    ['large.json', ' '.repeat(1_000_001), 'has 1,000,001 bytes'],
  ])('is named where it is wrong: %s', async (name, text, message) => {
    const path = write(name, text);
    const outcome = await readMappingFile(path);
    if (outcome.ok) throw new Error('The mapping was read.');
    expect(outcome.failure.kind).toBe('invalid-mapping');
    expect(outcome.failure.message).toContain(path);
    expect(outcome.failure.message).toContain(message);
  });

  it('that is not there is told as missing', async () => {
    expect(await readMappingFile(join(folder, 'none.json'))).toMatchObject({
      ok: false,
      failure: { kind: 'file-missing' },
    });
    expect(await readMappingFile(folder)).toMatchObject({ ok: false, failure: { kind: 'file-missing' } });
  });
});

it('knows every field by its name', () => {
  for (const field of mappedFields) expect(Object.keys(read({ [field]: 'x' }).fields)).toEqual([field]);
});

it('reads every example in the documentation', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/import.md'), 'utf8');
  const examples = page
    .split('```json')
    .slice(1)
    .map((part) => part.split('```')[0] ?? '');
  expect(examples.length).toBeGreaterThan(3);
  for (const example of examples) read(JSON.parse(example));
  const changes = page.split('\n').flatMap((line) => /^\| `([\w-]+)` +\| `(\{.+?\})` +\|/.exec(line) ?? []);
  const inTable = changes.filter((_part, at) => at % 3 === 2).map((example): unknown => JSON.parse(example));
  expect(inTable).toHaveLength(12);
  expect(read({ fields: { title: { from: 'x', change: inTable } } }).fields.title?.change).toEqual(inTable);
});
