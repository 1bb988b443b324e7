import type { NewEntry } from '../../entries/entry.ts';
import { checkNewEntry } from '../../entries/validate-entry.ts';
import { prepareDocument } from '../../search/prepare-document.ts';
import type { TermNumbers } from '../../search/term-numbers.ts';
import type { Engine } from '../../store/knowledge-base.ts';
import type { RawRecord } from '../read/source-record.ts';
import type { ProblemKind, RejectedRecord } from '../transfer-types.ts';
import { contentKey } from './content-key.ts';
import { optionalFields, type PreparedEntry } from './prepared-record.ts';
import { prepareRevisions } from './prepare-revisions.ts';

export interface EntryRecord {
  readonly record: number;
  readonly where: string | null;
  readonly raw: RawRecord;
}

const required = ['title', 'problem', 'solution'] as const;

/** Labels show so many digits; a number beyond them is not kept. */
const largestNumber = 900_000_000;

const titleShown = 200;

/** Checks a record and works out what its entry needs to be written; or says why it cannot be. */
export function prepareEntry(
  engine: Engine,
  source: EntryRecord,
  numbers: TermNumbers,
): PreparedEntry | RejectedRecord {
  const { record, where } = source;
  const raw = withoutGaps(source.raw);
  const missing = required.filter((field) => isMissing(raw[field]));
  if (missing.length > 0) return reject(source, 'missing-field', missingReason(missing));
  const checked = checkNewEntry(raw as unknown as NewEntry);
  if (!checked.ok) {
    return reject(source, 'invalid-value', checked.failure.message);
  }
  const history = prepareRevisions(raw);
  if (typeof history === 'string') return reject(source, 'invalid-value', history);
  const entry = checked.value;
  const { texts, terms } = prepareDocument(engine, entry);
  return {
    kind: 'entry',
    record,
    where,
    entry,
    given: optionalFields.filter((field) => raw[field] !== undefined),
    key: contentKey(entry),
    number: numberOf(raw['number']),
    ...history,
    texts,
    terms: numbers.add(terms),
  };
}

export function reject(
  { record, where, raw }: EntryRecord,
  kind: ProblemKind,
  reason: string,
): RejectedRecord {
  const title = raw['title'];
  return {
    record,
    where,
    title: typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, titleShown) : null,
    kind,
    reason,
  };
}

/** Null stands for a field that is not given; the guide calls the times by other names. */
function withoutGaps(raw: RawRecord): Record<string, unknown> {
  const given: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(raw)) if (value !== null) given[name] = value;
  given['createdAt'] ??= given['created_at'];
  given['updatedAt'] ??= given['updated_at'];
  return given;
}

function isMissing(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function missingReason(missing: readonly string[]): string {
  const names = missing.join(' and ');
  return missing.length === required.length
    ? 'It has neither title nor problem nor solution. If they have other names here, give a mapping that says which.'
    : `It has no ${names}.`;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largestNumber
    ? value
    : null;
}
