import type { TableRow } from '../read/source-record.ts';
import type { PreparedEntry, PreparedRevision } from './prepared-record.ts';

type History = Pick<PreparedEntry, 'revision' | 'revisions'>;

const largestRevision = 2_000_000_000;
const longestName = 200;

/** An earlier state that follows the entries, with the id of its entry; null where it is not complete. */
export function prepareFormerState({
  entry_id: id,
  revision,
  replaced_by: replacedBy,
  replaced_at: replacedAt,
  snapshot,
}: TableRow): { readonly id: string; readonly state: PreparedRevision } | null {
  if (!isText(id) || !isText(snapshot)) return null;
  try {
    const state = prepareRevision({
      revision,
      replacedBy,
      replacedAt,
      entry: JSON.parse(snapshot) as unknown,
    });
    return state === null ? null : { id, state };
  } catch {
    return null;
  }
}

/** An entry's revision and its earlier states as they may be stored; or, in a sentence, what is wrong with them. */
export function prepareRevisions(raw: Readonly<Record<string, unknown>>): History | string {
  const { revision = null, revisions = [] } = raw;
  if (revision !== null && !isRevision(revision)) return `The entry's revision is not a number from 1 on.`;
  if (!Array.isArray(revisions)) return `The entry's revisions are not a list.`;
  const prepared: PreparedRevision[] = [];
  for (const [index, item] of revisions.entries()) {
    const one = prepareRevision(item);
    if (one === null) return `The entry's earlier revision ${index + 1} is not complete.`;
    prepared.push(one);
  }
  prepared.sort((one, other) => one.revision - other.revision);
  if (prepared.some((one, index) => one.revision === prepared[index - 1]?.revision))
    return `The entry's earlier revisions have the same number twice.`;
  const newest = prepared.at(-1)?.revision ?? 0;
  if (revision !== null && newest >= revision)
    return `The entry is at revision ${revision}, and has an earlier one numbered ${newest}.`;
  return { revision, revisions: prepared };
}

function prepareRevision(item: unknown): PreparedRevision | null {
  if (!isObject(item)) return null;
  const { revision, replacedBy, replacedAt, entry } = item;
  if (!isRevision(revision) || !isObject(entry)) return null;
  if (!isText(replacedBy) || replacedBy.length > longestName || !isText(replacedAt)) return null;
  const at = new Date(replacedAt);
  if (Number.isNaN(at.getTime())) return null;
  if (![entry['title'], entry['problem'], entry['solution']].every(isText)) return null;
  const snapshot = JSON.stringify(entry);
  return isText(snapshot) ? { revision, replacedBy, replacedAt: at.toISOString(), snapshot } : null;
}

function isRevision(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largestRevision;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text that both engines can store. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
