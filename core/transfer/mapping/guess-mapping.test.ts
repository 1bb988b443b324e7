import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStarterEntries } from '../../entries/starter-entries.ts';
import type { RawRecord } from '../read/source-record.ts';
import { applyMapping } from './apply-mapping.ts';
import { ownCategories } from './category-meant.ts';
import { guessMapping } from './guess-mapping.ts';
import { mappedFields, type Change, type MappedField, type Mapping } from './mapping.ts';
import { readMapping } from './read-mapping.ts';

const long = 'The nightly job ended abnormally, and nobody could say why for quite a while';

/** A record for each of so many rows. */
function rows(count: number, make: (at: number) => RawRecord): readonly RawRecord[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

function columnsOf(mapping: Mapping): Partial<Record<MappedField, string>> {
  return Object.fromEntries(
    Object.entries(mapping.fields).map(([field, { from }]) => [field, from.join('+')]),
  );
}

function guess(records: readonly RawRecord[]): Mapping {
  return guessMapping([], records);
}

function changeOf(mapping: Mapping, field: MappedField): readonly Change[] {
  return mapping.fields[field]?.change ?? [];
}

describe('names of columns', () => {
  it('as ServiceNow has them', () => {
    const records = rows(12, (at) => ({
      number: `INC00${12_000 + at}`,
      short_description: `Short text ${at}`,
      description: `${long} ${at}`,
      close_notes: `Restarted it, and then it went through ${at}`,
      category: at % 2 === 0 ? 'Database - DB2' : 'Network',
      priority: ['1 - Critical', '2 - High', '3 - Moderate'][at % 3],
      opened_at: `2024-01-${10 + at} 10:00:00`,
      sys_updated_on: `2024-02-${10 + at} 10:00:00`,
      opened_by: 'kim',
      u_keywords: 'db2, deadlock',
      state: 'Closed',
    }));
    const mapping = guess(records);
    expect(columnsOf(mapping)).toEqual({
      id: 'number',
      title: 'short_description',
      problem: 'description',
      solution: 'close_notes',
      category: 'category',
      severity: 'priority',
      tags: 'u_keywords',
      createdAt: 'opened_at',
      updatedAt: 'sys_updated_on',
      author: 'opened_by',
    });
    expect(changeOf(mapping, 'category')).toEqual([
      { do: 'table', lines: { 'Database - DB2': 'Db2', Network: 'Network' } },
    ]);
    expect(changeOf(mapping, 'severity')).toEqual([
      {
        do: 'table',
        lines: { '1 - Critical': 'critical', '2 - High': 'high', '3 - Moderate': 'medium' },
      },
    ]);
    expect(mapping.rest).toBe('metadata');
  });

  it('as Remedy has them, its misspelling included', () => {
    const mapping = guess(
      rows(10, (at) => ({
        'Incident ID*+': `INC${100_000 + at}`,
        'Summary*': `Summary ${at} of it`,
        'Detailed Decription': `${long} ${at}`,
        Resolution: `It was restarted by hand, number ${at}`,
        'Priority*': ['Critical', 'High', 'Low'][at % 3],
        'Submit Date': `1/${at + 10}/2024 1:05:00 PM`,
        Submitter: 'kim',
      })),
    );
    expect(columnsOf(mapping)).toEqual({
      id: 'Incident ID*+',
      title: 'Summary*',
      problem: 'Detailed Decription',
      solution: 'Resolution',
      severity: 'Priority*',
      createdAt: 'Submit Date',
      author: 'Submitter',
    });
    expect(changeOf(mapping, 'createdAt')).toEqual([{ do: 'time', forms: ['M/D/YYYY HH:mm:ss AP'] }]);
  });

  it('as Jira has them, where a resolution is a word and no text', () => {
    const mapping = guess(
      rows(20, (at) => ({
        key: `OPS-${1000 + at}`,
        fields: {
          summary: `Summary ${at} of it`,
          description: `${long} ${at}`,
          issuetype: { name: at % 2 === 0 ? 'Bug' : 'Task' },
          priority: { name: ['Highest', 'Medium', 'Lowest'][at % 3] },
          labels: ['vsam', `l${at}`],
          created: '2024-01-31T12:30:45.000+0100',
          resolution: { name: 'Fixed' },
          customfield_1: `It was restarted by hand, number ${at}, and then it went through`,
        },
      })),
    );
    expect(columnsOf(mapping)).toMatchObject({
      id: 'key',
      title: 'fields.summary',
      problem: 'fields.description',
      solution: 'fields.customfield_1',
      category: 'fields.issuetype.name',
      severity: 'fields.priority.name',
      tags: 'fields.labels',
      createdAt: 'fields.created',
    });
  });

  it.each<[string, RawRecord]>([
    [
      'German',
      {
        Titel: 'title',
        Beschreibung: 'problem',
        Lösung: 'solution',
        Kategorie: 'category',
        Priorität: 'severity',
        Stichworte: 'tags',
        'Erstellt am': 'createdAt',
        'Geändert am': 'updatedAt',
        Ersteller: 'author',
      },
    ],
    [
      'French',
      {
        Titre: 'title',
        'Description détaillée': 'problem',
        Résolution: 'solution',
        Catégorie: 'category',
        Gravité: 'severity',
        'Mots-clés': 'tags',
        'Date de création': 'createdAt',
        'Modifié le': 'updatedAt',
        Auteur: 'author',
      },
    ],
    [
      'the guide’s',
      {
        title: 'title',
        description: 'problem',
        resolution: 'solution',
        type: 'category',
        priority: 'severity',
        keywords: 'tags',
        created_timestamp: 'createdAt',
      },
    ],
    [
      'compound',
      {
        Kurzbeschreibung: 'title',
        Problembeschreibung: 'problem',
        Lösungsbeschreibung: 'solution',
        Fehlerkategorie: 'category',
      },
    ],
  ])('in %s', (_language, names) => {
    const values: Partial<Record<string, string>> = {
      severity: 'Hoch',
      createdAt: '31.01.2024',
      updatedAt: '2024-02-01',
      problem: long,
      solution: `${long}!`,
    };
    const record = Object.fromEntries(
      Object.entries(names).map(([name, field]) => [name, values[String(field)] ?? 'a word or two']),
    );
    const found = Object.fromEntries(
      Object.entries(columnsOf(guess([record]))).map(([field, name]) => [name, field]),
    );
    expect(found).toEqual(names);
  });
});

describe('values, where names say nothing', () => {
  it('find title, problem, solution, severity and time', () => {
    const mapping = guess(
      rows(20, (at) => ({
        F1: at,
        F2: `Job PAYR01${at} fails`,
        F3: `${long} ${at}`,
        F4: ['P1', 'P2', 'P3', 'P4'][at % 4],
        F5: `${long}, until ${at} others helped`,
        F6: `${10 + (at % 20)}.01.2024 10:00`,
      })),
    );
    expect(columnsOf(mapping)).toEqual({
      title: 'F2',
      problem: 'F3',
      solution: 'F5',
      severity: 'F4',
      createdAt: 'F6',
    });
  });

  it('leave the long texts to problem and solution', () => {
    const mapping = guess(
      rows(12, (at) => ({ Nr: at, Was: `${long} ${at}`, Wie: `${at}: started it once more by hand` })),
    );
    expect(columnsOf(mapping)).toEqual({ title: 'Was', problem: 'Was', solution: 'Wie' });
  });

  it('tell a type that is always the same from one that says something', () => {
    const mapping = guess(
      rows(12, (at) => ({ 'Issue Type': 'Incident', Component: at % 2 === 0 ? 'Db2' : 'CICS' })),
    );
    expect(mapping.fields.category?.from).toEqual(['Component']);
  });

  it('make a title of the problem where nothing else will do', () => {
    const mapping = guess([{ text: `<p>${long}</p><p>${long}</p>`, fix: long }]);
    const { entry } = applyMapping(mapping, { text: `<p>${long}</p><p>${long}</p>`, fix: long });
    expect(entry.title).toHaveLength(100);
    expect(entry.title).toMatch(/^The nightly job.+why for quite a while The nightly job/);
  });
});

describe('priorities', () => {
  it.each([
    ['1', 'critical'],
    ['P1', 'critical'],
    ['1-Critical', 'critical'],
    ['1 - Kritisch', 'critical'],
    ['Sev 2', 'high'],
    ['SEV-2', 'high'],
    ['Hoch', 'high'],
    ['haute', 'high'],
    ['3 - Moderate', 'medium'],
    ['mittel', 'medium'],
    ['P4', 'low'],
    ['5 - Planning', 'low'],
    ['2-Significant/Large', 'high'],
    ['NIEDRIG', 'low'],
    ['Lowest', 'low'],
  ])('%s is %s', (priority, severity) => {
    const [table] = changeOf(guess([{ priority, x: 1 }]), 'severity');
    expect(table).toEqual({ do: 'table', lines: { [priority]: severity } });
  });

  it.each(['soon', '17', '2024-01-31', '1/2', 'not critical', 'category 1 of 3'])(
    '%s is none',
    (priority) => {
      expect(guess([{ priority, x: 1 }]).fields.severity).toBeUndefined();
    },
  );

  it('met after the guess was made are understood all the same', () => {
    const mapping = guess(rows(10, () => ({ title: 't', priority: 'P1' })));
    expect(applyMapping(mapping, { priority: 'Sev 4' }).entry.severity).toBe('low');
  });
});

describe('times', () => {
  const forms = (...values: readonly string[]): readonly string[] => {
    const [change] = changeOf(guess(values.map((created) => ({ created }))), 'createdAt');
    return change?.do === 'time' ? change.forms : [];
  };

  it('that could be either begin with the day, unless one shows otherwise', () => {
    expect(forms('03/04/2024', '05/06/2024')).toEqual(['D/M/YYYY']);
    expect(forms('03/04/2024', '05/26/2024')).toEqual(['M/D/YYYY']);
    expect(forms('03/04/2024', '26/05/2024')).toEqual(['D/M/YYYY']);
  });

  it('that are wrong in one order are not read in the other', () => {
    expect(forms('03/04/2024', '26/05/2024', '27/05/2024', '05/31/2024')).toEqual(['D/M/YYYY']);
  });

  it.each([
    [['1706704245', '1706704246'], ['seconds']],
    [['1706704245000'], ['milliseconds']],
    [['1706704245000000'], ['microseconds']],
    [['2024031', '2024032'], ['julian']],
    [['24.031', '24.366'], ['julian']],
    [['45322.5', '45323'], ['excel']],
    [['2024-01-31-12.30.45.123456'], ['YYYY-MM-DD-HH.mm.ss']],
    [['31-JAN-24', '01-FEB-24'], ['D-MMM-YY']],
    [['3. März 2024', '4. Mai 2024'], ['D. MMM YYYY']],
    [
      ['31.01.2024 10:00', '2024-01-31', '2024-02-01'],
      ['iso', 'D.M.YYYY HH:mm'],
    ],
  ])('%j', (values, expected) => {
    expect(forms(...values)).toEqual(expected);
  });
});

it('splits keywords at the marks that stand in them', () => {
  expect(changeOf(guess([{ keywords: 'a, b' }, { keywords: 'c; d' }]), 'tags')).toEqual([
    { do: 'split', at: ',;' },
  ]);
  expect(changeOf(guess([{ keywords: 'a|b c' }]), 'tags')).toEqual([{ do: 'split', at: '|' }]);
});

it('takes all columns of labels that a program wrote', () => {
  const mapping = guess([{ Labels: 'vsam', 'Labels (2)': 'open', 'Labels (x)': 'no' }]);
  expect(mapping.fields.tags?.from).toEqual(['Labels', 'Labels (2)']);
});

it('does not take a number for the problem because of its name', () => {
  expect(
    guess(rows(9, (at) => ({ problem_id: 4711 + at, text: `${long} ${at}` }))).fields.problem?.from,
  ).toEqual(['text']);
});

it('takes HTML out where it is, and nowhere else', () => {
  const mapping = guess([
    { title: 'RC < 8', description: '<p>RC &lt; 8</p>', resolution: `Edit <member> in <dsn>` },
  ]);
  expect(changeOf(mapping, 'problem')).toEqual([{ do: 'html-to-text' }]);
  expect(changeOf(mapping, 'solution')).toEqual([]);
  expect(changeOf(mapping, 'title')).toEqual([]);
});

it('takes for an id what can be the same only for the same entry', () => {
  const id = (...ids: readonly string[]): string | undefined =>
    guess(ids.map((one) => ({ id: one }))).fields.id?.from[0];
  expect(id('INC0001', 'INC0002')).toBe('id');
  expect(id('01890a5d-ac96-774b-bcce-b302099a8057')).toBe('id');
  expect(id('1', '2')).toBeUndefined();
  expect(id('INC0001', 'INC0001', 'INC0001')).toBeUndefined();
});

it('maps only to categories that the starter entries have', async () => {
  const categories = new Set((await readStarterEntries()).map(({ category }) => category));
  expect(ownCategories.filter((category) => !categories.has(category))).toEqual([]);
});

it('never throws, and gives a mapping that can be saved', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('title', 'Priority', 'keywords', 'created', '__proto__', 'type'),
  );
  const value = fc.oneof(
    fc.anything(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('P1', '1.2.2024', '<br>', 'a;b'),
  );
  fc.assert(
    fc.property(
      fc.array(name),
      fc.array(fc.dictionary(name, value), { maxLength: 5 }),
      (columns, records) => {
        const mapping = guessMapping(columns, records);
        expect(readMapping(JSON.parse(JSON.stringify(mapping)))).toEqual({ ok: true, value: mapping });
        for (const record of records) applyMapping(mapping, record);
      },
    ),
    { numRuns: 500 },
  );
});

it('knows its own fields', () => {
  const record = Object.fromEntries(
    mappedFields.map((field) => [field, field.endsWith('At') ? '2024-01-31' : long]),
  );
  expect(
    columnsOf(
      guess([
        { ...record, id: 'starter-1', severity: 'high', archived: 'false', category: 'VSAM', author: 'kim' },
      ]),
    ),
  ).toEqual(Object.fromEntries(mappedFields.map((field) => [field, field])));
});
