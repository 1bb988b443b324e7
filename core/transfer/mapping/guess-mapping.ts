import { foldKey } from '../../entries/fold-key.ts';
import { mapLegacyCategory } from '../legacy.ts';
import type { RawRecord } from '../read/source-record.ts';
import { profileColumn, type ColumnProfile } from './column-profile.ts';
import { guessColumns } from './guess-columns.ts';
import { listColumns } from './list-columns.ts';
import type { Change, FieldMapping, MappedField, Mapping } from './mapping.ts';
import { severityMeant } from './severity-meant.ts';

/** A field with more different values than this gets no line for each. */
const mostLines = 60;
const longestValue = 100;
const mostColumns = 100;
/** Of a problem that stands for the missing title. */
const titleLength = 100;

/** The likeliest mapping, from the names of the columns and from values found in them. Columns that records have besides those named are found. */
export function guessMapping(columns: readonly string[], records: readonly RawRecord[]): Mapping {
  const profiles = listColumns(columns, records).map((name) => profileColumn(name, records));
  const chosen = guessColumns(profiles);
  const fields: [MappedField, FieldMapping][] = [...chosen].map(([field, profile]) => [
    field,
    guessField(field, profile, profiles),
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

function guessField(
  field: MappedField,
  profile: ColumnProfile,
  profiles: readonly ColumnProfile[],
): FieldMapping {
  const html: readonly Change[] = profile.html ? [{ do: 'html-to-text' }] : [];
  const change = [...html, ...changesFor(field, profile)];
  const from = field === 'tags' ? columnsLike(profile, profiles) : [profile.name];
  return { from, ...(change.length === 0 ? {} : { change }) };
}

function changesFor(field: MappedField, profile: ColumnProfile): readonly Change[] {
  switch (field) {
    case 'category':
      return categoryTable(profile.distinct);
    case 'severity':
      return severityTable(profile.distinct);
    case 'tags':
      return [{ do: 'split', at: separators(profile) }];
    case 'createdAt':
    case 'updatedAt':
      return profile.times.forms.length === 0 ? [] : [{ do: 'time', forms: profile.times.forms }];
    default:
      return [];
  }
}

/** With those of the same name: some programs write a column for each label. */
function columnsLike({ name }: ColumnProfile, profiles: readonly ColumnProfile[]): readonly string[] {
  const others = profiles.filter(
    (other) => other.name.startsWith(`${name} (`) && /^ \(\d{1,3}\)$/.test(other.name.slice(name.length)),
  );
  return [name, ...others.map((other) => other.name)].slice(0, mostColumns);
}

function titleFrom(problem: ColumnProfile): FieldMapping {
  const html: readonly Change[] = problem.html ? [{ do: 'html-to-text' }] : [];
  return { from: [problem.name], change: [...html, { do: 'one-line' }, { do: 'cut', to: titleLength }] };
}

/** A line for each type found: to the program's own category where that is obvious, else as it is. */
function categoryTable(types: readonly string[]): readonly Change[] {
  const lines = unlike(types).map((type) => [type, mapLegacyCategory(type)] as const);
  return tableOf(lines.length <= mostLines ? lines : lines.filter(([type, category]) => type !== category));
}

/** A line for each priority that means a severity; others stay, and are told. */
function severityTable(priorities: readonly string[]): readonly Change[] {
  return tableOf(
    unlike(priorities).flatMap((priority) => {
      const severity = severityMeant(priority);
      return severity === null ? [] : [[priority, severity] as const];
    }),
  );
}

function tableOf(lines: readonly (readonly [string, string])[]): readonly Change[] {
  if (lines.length === 0 || lines.length > mostLines) return [];
  return [{ do: 'table', lines: Object.fromEntries(lines) }];
}

/** Short values, one of those that a table takes for the same. */
function unlike(values: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const value of values)
    if (value.length <= longestValue && !byKey.has(foldKey(value))) byKey.set(foldKey(value), value);
  return [...byKey.values()];
}

/** The marks that stand between keywords. */
function separators({ distinct }: ColumnProfile): string {
  const found = [',', ';', '|', '\n'].filter((mark) => distinct.some((value) => value.includes(mark)));
  return found.length === 0 ? ',;' : found.join('');
}
