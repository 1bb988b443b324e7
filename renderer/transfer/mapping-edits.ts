import type { Change, FieldMapping, JsonValue, MappedField, Mapping } from '../../preload/api.ts';

type ChangeKind = Change['do'];
type ChangeOf<K extends ChangeKind> = Extract<Change, { readonly do: K }>;

/** What makes sense first: text is cleaned before it is taken apart, and taken apart before it is looked up. */
const order: readonly ChangeKind[] = [
  'html-to-text',
  'replace',
  'trim',
  'one-line',
  'upper',
  'lower',
  'split',
  'table',
  'rules',
  'time',
  'wrap',
  'cut',
];

/** The field as a mapping has it; one that it does not name has no columns. */
export function fieldOf(mapping: Mapping, field: MappedField): FieldMapping {
  return mapping.fields[field] ?? { from: [] };
}

/** Every column that a field is taken from. */
export function columnsUsed(mapping: Mapping): readonly string[] {
  return Object.values(mapping.fields).flatMap(({ from }) => from);
}

/** The field's first change of this kind. */
export function changeOf<K extends ChangeKind>(
  { change = [] }: FieldMapping,
  kind: K,
): ChangeOf<K> | undefined {
  return change.find((candidate): candidate is ChangeOf<K> => candidate.do === kind);
}

/** Takes the field from another column at one place of its list; past its end one more; null takes that place away. */
export function withColumn(mapping: Mapping, field: MappedField, at: number, column: string | null): Mapping {
  const { from, ...rest } = fieldOf(mapping, field);
  const others = from.filter((name, index) => index === at || name !== column);
  const place = column === null ? at : Math.min(at, others.length);
  const next =
    column === null
      ? others.toSpliced(place, 1)
      : others.toSpliced(place, place < others.length ? 1 : 0, column);
  return withField(mapping, field, { ...rest, from: next });
}

/** Sets what stands in the field where there is no value; undefined takes it away. */
export function withOtherwise(
  mapping: Mapping,
  field: MappedField,
  otherwise: JsonValue | undefined,
): Mapping {
  const { otherwise: _before, ...rest } = fieldOf(mapping, field);
  return withField(mapping, field, otherwise === undefined ? rest : { ...rest, otherwise });
}

/** Puts a change in the place of the field's change of the same kind or, where it has none, where it makes sense. */
export function withChange(mapping: Mapping, field: MappedField, change: Change): Mapping {
  const own = fieldOf(mapping, field);
  const before = own.change ?? [];
  const at = before.findIndex((candidate) => candidate.do === change.do);
  const later = before.findIndex((candidate) => order.indexOf(candidate.do) > order.indexOf(change.do));
  const place = later === -1 ? before.length : later;
  const next = at === -1 ? before.toSpliced(place, 0, change) : before.with(at, change);
  return withField(mapping, field, { ...own, change: next });
}

export function withoutChange(mapping: Mapping, field: MappedField, kind: ChangeKind): Mapping {
  const own = fieldOf(mapping, field);
  return withField(mapping, field, {
    ...own,
    change: (own.change ?? []).filter((candidate) => candidate.do !== kind),
  });
}

/** A field of which nothing is left is not named any more. */
function withField(mapping: Mapping, field: MappedField, own: FieldMapping): Mapping {
  const { [field]: _before, ...others } = mapping.fields;
  const { change, ...rest } = own;
  const kept: FieldMapping = change === undefined || change.length === 0 ? rest : own;
  const empty = kept.from.length === 0 && kept.otherwise === undefined && kept.change === undefined;
  return { ...mapping, fields: empty ? others : { ...others, [field]: kept } };
}
