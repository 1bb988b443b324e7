/** How bad a problem usually is for production, mildest first. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

declare const entryIdBrand: unique symbol;
/** An entry's identity, stable across databases: a UUID, or `starter-…` for the entries that ship with the program. */
export type EntryId = string & { readonly [entryIdBrand]: true };

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** One piece of knowledge: a problem and what fixes it. Times are ISO 8601 in UTC with milliseconds. */
export interface Entry {
  readonly id: EntryId;
  /** Counts up within one database; shown as `KB-0042`. */
  readonly number: number;
  readonly title: string;
  /** Markdown. */
  readonly problem: string;
  /** Markdown. */
  readonly solution: string;
  readonly category: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly archived: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly author: string;
  readonly metadata: JsonObject;
  /** 1 when new; every edit adds one and keeps the earlier revision. */
  readonly revision: number;
}

/** What a new entry needs. Only title, problem and solution are required. */
export interface NewEntry {
  readonly id?: string;
  readonly title: string;
  readonly problem: string;
  readonly solution: string;
  readonly category?: string;
  readonly severity?: Severity;
  readonly tags?: readonly string[];
  readonly archived?: boolean;
  readonly createdAt?: string | Date;
  /** The migration guide's name for `createdAt`. */
  readonly created_at?: string | Date;
  readonly updatedAt?: string | Date;
  readonly author?: string;
  readonly metadata?: JsonObject;
}

/** A change to an entry. Metadata is merged key by key; a key set to null is removed. */
export type EntryPatch = Partial<
  Pick<Entry, 'title' | 'problem' | 'solution' | 'category' | 'severity' | 'tags' | 'archived' | 'metadata'>
>;

/** An earlier state of an entry, kept when an edit replaced it. */
export interface Revision {
  readonly revision: number;
  readonly entry: Omit<Entry, 'id' | 'number' | 'createdAt'>;
  /** Who replaced it, and when. */
  readonly replacedBy: string;
  readonly replacedAt: string;
}

/** `KB-0042` for 42. */
export function entryLabel(number: number): string {
  return `KB-${String(number).padStart(4, '0')}`;
}
