import type { JsonValue } from '../../entries/entry.ts';
import type { SourceOptions } from '../transfer-types.ts';

/** The fields of an entry that a mapping can fill. */
export const mappedFields = [
  'id',
  'title',
  'problem',
  'solution',
  'category',
  'severity',
  'tags',
  'archived',
  'createdAt',
  'updatedAt',
  'author',
] as const;
export type MappedField = (typeof mappedFields)[number];

/**
 * How records of another program become entries. It is data and never run: each field names the columns that it comes from and, in their order,
 * changes from a fixed list. Kept as JSON; docs/import.md describes it.
 */
export interface Mapping {
  readonly format: 'abendbook-mapping';
  readonly formatVersion: 1;
  readonly name: string;
  /** How the file is to be read, where looking at it might be wrong. */
  readonly source?: Pick<SourceOptions, 'format' | 'encoding' | 'delimiter'>;
  readonly fields: { readonly [F in MappedField]?: FieldMapping };
  /** Columns that no field uses are kept in the entry's metadata under their names, or left out. */
  readonly rest: 'metadata' | 'leave-out';
}

export interface FieldMapping {
  /** Columns; a dot reaches into an object (`fields.summary`). None: only `otherwise` fills the field. */
  readonly from: readonly string[];
  /**
   * Between the values of several columns, those that are empty left out. A blank line unless given, for what is one line a blank; for tags they are simply all taken.
   * Columns of a time are joined before they are changed: a date and a time of day.
   */
  readonly join?: string;
  /** Applied one after another to each column's text. */
  readonly change?: readonly Change[];
  /** When there is no value, or no rule, no line of a strict table and no form of a time fits. Null leaves the field out then. */
  readonly otherwise?: JsonValue;
}

/** The changes that a mapping may ask for. */
export type Change =
  | { readonly do: 'trim' | 'upper' | 'lower' | 'one-line' | 'html-to-text' }
  /** Into a list, for tags: at any of the characters. */
  | { readonly do: 'split'; readonly at: string }
  /** Put before and after what is there. */
  | { readonly do: 'wrap'; readonly before?: string; readonly after?: string }
  /** Literally, everywhere. */
  | { readonly do: 'replace'; readonly text: string; readonly with: string }
  /** Cut to so many characters. */
  | { readonly do: 'cut'; readonly to: number }
  /** By a table, without case and outer blanks. What is not in it stays, or with `strict` becomes `otherwise`. */
  | { readonly do: 'table'; readonly lines: Readonly<Record<string, string>>; readonly strict?: boolean }
  /** By the first rule that fits, without case and outer blanks. Where none does it stays, or becomes `otherwise`. */
  | { readonly do: 'rules'; readonly rules: readonly Rule[] }
  /** The first form that fits, into ISO 8601 in UTC. `zone` holds for times that name none: `UTC`, `local`, or an offset such as `+01:00`. */
  | { readonly do: 'time'; readonly forms: readonly TimeForm[]; readonly zone?: string };

export interface Rule {
  readonly when:
    | { readonly equals: string }
    | { readonly contains: string }
    | { readonly startsWith: string }
    | { readonly atLeast: number }
    | { readonly atMost: number };
  readonly then: string;
}

/**
 * `iso` (with or without a time), seconds, milliseconds or microseconds since 1970, `excel` (days since 1900), `julian` (the mainframe's `yyyyddd`),
 * or a form made of `YYYY YY MM M DD D DDD HH mm ss MMM AP` and other characters that stand for themselves.
 */
export type TimeForm = string;

/** A mapping that was saved for next time. */
export interface SavedMapping {
  readonly name: string;
  readonly path: string;
  readonly savedAt: string;
  readonly mapping: Mapping;
}
