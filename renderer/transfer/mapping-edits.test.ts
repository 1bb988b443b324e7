import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../preload/api.ts';
import {
  changeOf,
  columnsUsed,
  fieldOf,
  withChange,
  withColumn,
  withOtherwise,
  withoutChange,
} from './mapping-edits.ts';

const mapping: Mapping = {
  format: 'abendbook-mapping',
  formatVersion: 1,
  name: 'Tickets',
  fields: {
    title: { from: ['Summary'], change: [{ do: 'trim' }, { do: 'cut', to: 200 }] },
    problem: { from: ['Description', 'Notes'] },
    severity: { from: ['Prio'], change: [{ do: 'table', lines: { P1: 'critical' } }] },
  },
  rest: 'metadata',
};

describe('columns', () => {
  test('are put, replaced and taken away by their place', () => {
    expect(fieldOf(withColumn(mapping, 'title', 0, 'Headline'), 'title').from).toEqual(['Headline']);
    expect(fieldOf(withColumn(mapping, 'problem', 2, 'Log'), 'problem').from).toEqual([
      'Description',
      'Notes',
      'Log',
    ]);
    expect(fieldOf(withColumn(mapping, 'problem', 0, null), 'problem').from).toEqual(['Notes']);
    expect(fieldOf(withColumn(mapping, 'solution', 0, 'Fix'), 'solution').from).toEqual(['Fix']);
  });

  test('stand in a field once at most', () => {
    expect(fieldOf(withColumn(mapping, 'problem', 0, 'Notes'), 'problem').from).toEqual(['Notes']);
    expect(fieldOf(withColumn(mapping, 'problem', 2, 'Description'), 'problem').from).toEqual([
      'Notes',
      'Description',
    ]);
  });

  test('that are in use are known', () => {
    expect(columnsUsed(mapping)).toEqual(['Summary', 'Description', 'Notes', 'Prio']);
  });

  test('a field without columns, changes and value is not named', () => {
    const without = withColumn(withColumn(mapping, 'problem', 0, null), 'problem', 0, null);
    expect(Object.keys(without.fields)).not.toContain('problem');
    const valued = withOtherwise(without, 'problem', 'unknown');
    expect(valued.fields.problem).toEqual({ from: [], otherwise: 'unknown' });
    expect(Object.keys(withOtherwise(valued, 'problem', undefined).fields)).not.toContain('problem');
  });
});

describe('changes', () => {
  test('come where they make sense, and replace the one of their kind', () => {
    const html = withChange(mapping, 'title', { do: 'html-to-text' });
    expect(fieldOf(html, 'title').change?.map((change) => change.do)).toEqual([
      'html-to-text',
      'trim',
      'cut',
    ]);
    const shorter = withChange(html, 'title', { do: 'cut', to: 80 });
    expect(changeOf(fieldOf(shorter, 'title'), 'cut')).toEqual({ do: 'cut', to: 80 });
    expect(fieldOf(withoutChange(shorter, 'title', 'trim'), 'title').change).toHaveLength(2);
  });

  test('the last one that goes leaves no empty list behind', () => {
    const none = withoutChange(mapping, 'severity', 'table');
    expect(none.fields.severity).toEqual({ from: ['Prio'] });
  });
});
