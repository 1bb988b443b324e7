import type { Change, MappedField, ProblemKind } from '../../preload/api.ts';
import { countOf } from '../parts/format.ts';

/** The fields of an entry in the order of the mapping screen. */
export const fieldNames: Readonly<Record<MappedField, string>> = {
  title: 'Title',
  problem: 'Problem',
  solution: 'Solution',
  category: 'Category',
  severity: 'Severity',
  tags: 'Tags',
  createdAt: 'Time written',
  updatedAt: 'Time changed',
  author: 'Author',
  archived: 'Archived',
  id: 'Id',
};

/** What a field becomes where nothing is said of it. */
export const fieldHints: Readonly<Record<MappedField, string>> = {
  title: 'needed',
  problem: 'needed',
  solution: 'needed',
  category: 'General where there is none',
  severity: 'medium where there is none',
  tags: 'none',
  createdAt: 'the time of the import',
  updatedAt: 'the time of the import',
  author: 'you',
  archived: 'no',
  id: 'a new one; with one, a later import of the same file updates',
};

export const neededFields: ReadonlySet<MappedField> = new Set(['title', 'problem', 'solution']);

/** Forms of time that are often met, each with what it looks like. */
export const timeForms = [
  ['iso', '2026-03-14 09:30'],
  ['DD.MM.YYYY HH:mm', '14.03.2026 09:30'],
  ['DD.MM.YYYY', '14.03.2026'],
  ['MM/DD/YYYY HH:mm', '03/14/2026 09:30'],
  ['MM/DD/YYYY', '03/14/2026'],
  ['DD/MM/YYYY', '14/03/2026'],
  ['DD-MMM-YYYY', '14-MAR-2026'],
  ['YYYYMMDD', '20260314'],
  ['YY.DDD', '26.073'],
  ['julian', '2026073'],
  ['excel', '46095.4'],
  ['seconds', '1773480600'],
  ['milliseconds', '1773480600000'],
  ['microseconds', '1773480600000000'],
] as const;

const problemNames: Readonly<Record<ProblemKind, string>> = {
  'not-readable': 'cannot be read',
  'missing-field': 'is missing',
  'invalid-value': 'makes no sense',
  'too-large': 'is too large',
  'duplicate-key': 'is there twice',
  'unsafe-path': 'leads out of the folder',
  'unknown-table': 'belongs to a table that is not here',
  'missing-reference': 'points to something that is not here',
  'not-unique': 'is taken already',
};

/** `Severity makes no sense`; of a whole record `Record cannot be read`. */
export function problemWords(kind: ProblemKind, field: string | null): string {
  return `${field === null ? 'Record' : fieldWord(field)} ${problemNames[kind]}`;
}

/** A field as the window names it; one that it does not know as it is. */
export function fieldWord(field: string): string {
  return Object.entries(fieldNames).find(([known]) => known === field)?.[1] ?? field;
}

/** A change in a few words, for those that have no control of their own. */
export function changeWords(change: Change): string {
  switch (change.do) {
    case 'trim':
      return 'outer blanks are taken off';
    case 'upper':
      return 'in capitals';
    case 'lower':
      return 'in small letters';
    case 'one-line':
      return 'put on one line';
    case 'html-to-text':
      return 'HTML becomes text';
    case 'split':
      return `split at ${Array.from(change.at, (letter) => `“${letter}”`).join(' or ')}`;
    case 'wrap':
      return `between “${change.before ?? ''}” and “${change.after ?? ''}”`;
    case 'replace':
      return `“${change.text}” becomes “${change.with}”`;
    case 'cut':
      return `cut to ${countOf(change.to, 'character', 'characters')}`;
    case 'table':
      return 'by a table';
    case 'rules':
      return change.rules.every(({ when }) => 'equals' in when)
        ? 'by a table'
        : `by ${countOf(change.rules.length, 'rule', 'rules')}`;
    case 'time':
      return `read as ${change.forms.join(', ')}`;
  }
}
