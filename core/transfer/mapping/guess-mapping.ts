import type { RawRecord } from '../read/source-record.ts';
import { categoryMeant } from './category-meant.ts';
import { profileColumn, type ColumnProfile } from './column-profile.ts';
import { guessColumns } from './guess-columns.ts';
import { listColumns } from './list-columns.ts';
import type { Change, FieldMapping, MappedField, Mapping, Rule } from './mapping.ts';
import { severityMeant } from './severity-meant.ts';

/** A field with more different values than this gets no line for each. */
const mostLines = 60;
const longestValue = 100;
/** Of a problem that stands for the missing title. */
const titleLength = 100;

/** The likeliest mapping, from the names of the columns and from values found in them. Columns that records have besides those named are found. */
export function guessMapping(columns: readonly string[], records: readonly RawRecord[]): Mapping {
  const profiles = listColumns(columns, records).map((name) => profileColumn(name, records));
  const chosen = guessColumns(profiles);
  const fields: [MappedField, FieldMapping][] = [...chosen].map(([field, profile]) => [
    field,
    guessField(field, profile),
  ]);
  const problem = chosen.get('problem');
  if (!chosen.has('title') && problem !== undefined) fields.unshift(['title', titleFrom(problem)]);
  return {
    format: 'abendbook-mapping',
    formatVersion: 1,
    name: 'Mapping',
    fields: Object.fromEntries(fields),
    rest: 'metadata',
  };
}

function guessField(field: MappedField, profile: ColumnProfile): FieldMapping {
  const html: readonly Change[] = profile.html ? [{ do: 'html-to-text' }] : [];
  const change = [...html, ...changesFor(field, profile)];
  return { from: [profile.name], ...(change.length === 0 ? {} : { change }) };
}

function changesFor(field: MappedField, profile: ColumnProfile): readonly Change[] {
  switch (field) {
    case 'category':
      return categoryTable(profile.distinct);
    case 'severity':
      return severityRules(profile.distinct);
    case 'tags':
      return [{ do: 'split', at: separators(profile) }];
    case 'createdAt':
    case 'updatedAt':
      return profile.times.forms.length === 0 ? [] : [{ do: 'time', forms: profile.times.forms }];
    default:
      return [];
  }
}

function titleFrom(problem: ColumnProfile): FieldMapping {
  const html: readonly Change[] = problem.html ? [{ do: 'html-to-text' }] : [];
  return { from: [problem.name], change: [...html, { do: 'one-line' }, { do: 'cut', to: titleLength }] };
}

/** A line for each type found: to the program's own category where that is obvious, else as it is. */
function categoryTable(types: readonly string[]): readonly Change[] {
  const found = types.filter((type) => type.length <= longestValue);
  const lines = found
    .map((type) => [type, categoryMeant(type) ?? type] as const)
    .filter(([type, category]) => found.length <= mostLines || type !== category);
  if (lines.length === 0 || lines.length > mostLines) return [];
  return [{ do: 'table', lines: Object.fromEntries(lines) }];
}

function severityRules(priorities: readonly string[]): readonly Change[] {
  const rules = priorities.flatMap((priority): readonly Rule[] => {
    const severity = severityMeant(priority);
    return severity === null ? [] : [{ when: { equals: priority }, then: severity }];
  });
  return rules.length === 0 || rules.length > mostLines ? [] : [{ do: 'rules', rules }];
}

/** The marks that stand between keywords. */
function separators({ distinct }: ColumnProfile): string {
  const found = [',', ';', '|', '\n'].filter((mark) => distinct.some((value) => value.includes(mark)));
  return found.length === 0 ? ',;' : found.join('');
}
