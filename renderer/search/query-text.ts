/** The fields that the filters panel shows. Others, such as `created`, are typed. */
export const facetFields = ['category', 'severity', 'tag'] as const;
export type FacetField = (typeof facetFields)[number];

const wordPattern =
  /(-(?=[^\s\d-]))?(?:(category|severity|tag|created|updated|author|is):(?:"([^"]*)"?|(\S*))|"[^"]*"?|\S+)/giu;

/** One word, quoted phrase or filter of a query as typed. */
export interface QueryWord {
  readonly text: string;
  /** The field of a filter in lower case, null for a word that is searched for. */
  readonly field: string | null;
  /** The value of a filter without its quotes. */
  readonly value: string;
  readonly negated: boolean;
}

/** Splits a query as typed. Nothing of the text but the white space between words is lost. */
export function splitQuery(query: string): readonly QueryWord[] {
  return Array.from(query.matchAll(wordPattern), (match) => {
    const [text, minus, field, quoted, bare] = match;
    return {
      text,
      field: field?.toLowerCase() ?? null,
      value: quoted ?? bare ?? '',
      negated: minus !== undefined,
    };
  });
}

/** A filter as it is typed: quoted where its value needs it. */
export function filterText(field: FacetField, value: string): string {
  return /^[^\s":,]+$/u.test(value) ? `${field}:${value}` : `${field}:"${value.replaceAll('"', '')}"`;
}

/** The values of a filter: severities may be listed with commas. */
function valuesOf(word: QueryWord): readonly string[] {
  return word.field === 'severity' ? word.value.split(',') : [word.value];
}

function asksFor(word: QueryWord, field: FacetField, value: string): boolean {
  if (word.negated || word.field !== field) return false;
  return valuesOf(word).some((candidate) => candidate.toLowerCase() === value.toLowerCase());
}

/** Whether the query asks for this value of the field. */
export function hasFilter(query: string, field: FacetField, value: string): boolean {
  return splitQuery(query).some((word) => asksFor(word, field, value));
}

/** The query with this filter added at its end, or taken out where it has it. */
export function toggleFilter(query: string, field: FacetField, value: string): string {
  const words = splitQuery(query);
  if (!words.some((word) => asksFor(word, field, value))) {
    return [...words.map((word) => word.text), filterText(field, value)].join(' ');
  }
  return words
    .map((word) => {
      if (!asksFor(word, field, value)) return word.text;
      const others = valuesOf(word).filter((candidate) => candidate.toLowerCase() !== value.toLowerCase());
      return others.length === 0 ? '' : `${field}:${others.join(',')}`;
    })
    .filter(Boolean)
    .join(' ');
}

/** The query without its filters; `fields` narrows which. */
export function withoutFilters(query: string, fields?: readonly FacetField[]): string {
  return splitQuery(query)
    .filter((word) => word.field === null || (fields && !fields.some((field) => field === word.field)))
    .map((word) => word.text)
    .join(' ');
}

/** How many filters the query has. */
export function countFilters(query: string): number {
  return splitQuery(query).filter((word) => word.field !== null).length;
}
