import type { FieldMapping, MappedField, Mapping, Rule } from '../../preload/api.ts';
import { changeOf, fieldOf, withChange, withoutChange } from './mapping-edits.ts';

interface LookupLine {
  readonly value: string;
  readonly becomes: string;
}

/** What values of the file become, one by one: from a table, or from rules that each name a value. Null where rules ask for more than that. */
export function lookupLines(own: FieldMapping): readonly LookupLine[] | null {
  const lines: LookupLine[] = [];
  for (const { when, then } of changeOf(own, 'rules')?.rules ?? []) {
    if (!('equals' in when)) return null;
    lines.push({ value: when.equals, becomes: then });
  }
  const table = Object.entries(changeOf(own, 'table')?.lines ?? {});
  return [...lines, ...table.map(([value, becomes]) => ({ value, becomes }))];
}

/** What becomes of a value; empty where nothing is said of it. */
export function lookedUp(own: FieldMapping, value: string): string {
  return lookupLines(own)?.find((line) => plain(line.value) === plain(value))?.becomes ?? '';
}

/** Sets what a value becomes, whatever its case and outer blanks; empty says nothing of it any more. */
export function withLookup(mapping: Mapping, field: MappedField, value: string, becomes: string): Mapping {
  const own = fieldOf(mapping, field);
  const rules = changeOf(own, 'rules');
  if (rules !== undefined) {
    const others = rules.rules.filter(
      ({ when }) => !('equals' in when && plain(when.equals) === plain(value)),
    );
    const next: readonly Rule[] =
      becomes === '' ? others : [...others, { when: { equals: value }, then: becomes }];
    return next.length === 0
      ? withoutChange(mapping, field, 'rules')
      : withChange(mapping, field, { do: 'rules', rules: next });
  }
  const table = changeOf(own, 'table') ?? { do: 'table', lines: {} };
  const others = Object.entries(table.lines).filter(([known]) => plain(known) !== plain(value));
  const lines = Object.fromEntries(becomes === '' ? others : [...others, [value, becomes]]);
  return others.length === 0 && becomes === ''
    ? withoutChange(mapping, field, 'table')
    : withChange(mapping, field, { ...table, lines });
}

/** The same as rules, with one more that asks for a word in the value. */
export function asRules(mapping: Mapping, field: MappedField): Mapping {
  const lines = lookupLines(fieldOf(mapping, field)) ?? [];
  const rules = lines.map(({ value, becomes }) => ({ when: { equals: value }, then: becomes }));
  return withChange(withoutChange(mapping, field, 'table'), field, {
    do: 'rules',
    rules: [...rules, { when: { contains: 'urgent' }, then: 'high' }],
  });
}

/** A value as tables and rules compare it. */
export function plain(value: string): string {
  return value.trim().toLowerCase();
}
