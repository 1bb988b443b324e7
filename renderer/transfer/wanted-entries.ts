import type { EntrySelection } from '../../preload/api.ts';

/** Which entries of another knowledge base are wanted, as it was filled in. What is empty asks for nothing. */
export interface WantedEntries {
  readonly scope: 'everything' | 'some';
  readonly category: string;
  /** Any one of these. */
  readonly tags: readonly string[];
  /** The first and the last day of the change, such as `2026-03-31`, as the clock here has them. */
  readonly since: string;
  readonly until: string;
  /** In the query language. */
  readonly words: string;
}

export const allWanted: WantedEntries = {
  scope: 'everything',
  category: '',
  tags: [],
  since: '',
  until: '',
  words: '',
};

/** The selection that an import asks for; null for everything. */
export function wantedSelection({
  scope,
  category,
  tags,
  since,
  until,
  words,
}: WantedEntries): EntrySelection | null {
  if (scope === 'everything') return null;
  return {
    ...(category === '' ? {} : { category }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(since === '' ? {} : { since: midnight(since, 0) }),
    ...(until === '' ? {} : { until: midnight(until, 1) }),
    ...(words.trim() === '' ? {} : { query: words.trim() }),
  };
}

/** Only some are wanted, and it is not said yet which. */
export function isUnsaid(wanted: WantedEntries): boolean {
  const selection = wantedSelection(wanted);
  return selection !== null && Object.keys(selection).length === 0;
}

/** The last day is before the first one. */
export function daysAreReversed({ scope, since, until }: WantedEntries): boolean {
  return scope === 'some' && since !== '' && until !== '' && until < since;
}

/** What an entry has to fit, part by part: `category VSAM`, `changed since 31 Mar 2026`; empty where all are wanted. */
export function wantedParts({
  scope,
  category,
  tags,
  since,
  until,
  words,
}: WantedEntries): readonly string[] {
  if (scope === 'everything') return [];
  return [
    category === '' ? '' : `category ${category}`,
    tags.length === 0 ? '' : `${tags.length === 1 ? 'tag' : 'one of the tags'} ${tags.join(', ')}`,
    daysInWords(since, until),
    words.trim() === '' ? '' : `found by “${words.trim()}”`,
  ].filter(Boolean);
}

/** The instant at which a day begins here, so many days later. */
function midnight(day: string, later: number): string {
  const date = startOf(day);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00`);
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

function daysInWords(since: string, until: string): string {
  if (since === '') return until === '' ? '' : `changed until ${dayInWords(until)}`;
  if (until === '') return `changed since ${dayInWords(since)}`;
  return `changed from ${dayInWords(since)} to ${dayInWords(until)}`;
}

function dayInWords(day: string): string {
  return dayFormat.format(startOf(day));
}
