import type { SchemaSession } from '../schema-access.ts';
import { attempt, tryOut } from './savepoint.ts';

/** A kept row that a table does not take. */
export interface Culprit {
  readonly number: number;
  /** A sentence for the user. */
  readonly reason: string;
}

/** Rows by their numbers, both ends included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Applies kept rows to a table, all at once. Where the table refuses, none is applied, and the rows that are at fault are looked for and
 * returned. Errors that no row is to blame for are thrown.
 */
export async function findCulprits(
  session: SchemaSession,
  range: Range,
  apply: (range: Range) => Promise<void>,
): Promise<readonly Culprit[]> {
  const refused = await attempt(session, () => apply(range));
  if (refused === null) return [];
  if (refusalOf(refused) === null) throw refused;
  const culprits: Culprit[] = [];
  const search = async (part: Range): Promise<void> => {
    const caught = await attempt(session, () => apply(part));
    if (caught === null) return;
    const reason = refusalOf(caught);
    if (reason === null) throw caught;
    if (part.from < part.to) {
      const middle = Math.floor((part.from + part.to) / 2);
      await search({ from: part.from, to: middle });
      await search({ from: middle + 1, to: part.to });
    } else culprits.push({ number: part.from, reason });
  };
  await tryOut(session, () => search(range));
  if (culprits.length === 0) throw refused;
  return culprits;
}

/** What a table says against a row; null where the error is none of that kind. */
export function refusalOf(caught: unknown): string | null {
  if (!(caught instanceof Error) || !('code' in caught) || typeof caught.code !== 'string') return null;
  const sqlite = caught.code.startsWith('SQLITE_CONSTRAINT') || caught.code === 'SQLITE_MISMATCH';
  // Classes of SQLSTATE: a value that the type cannot hold, and a constraint.
  const postgresql = /^2[23]...$/.test(caught.code);
  if (!sqlite && !postgresql) return null;
  return `The table does not take it: ${caught.message}.`;
}
