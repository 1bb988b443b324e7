import type { EntryId, JsonValue } from '../entries/entry.ts';
import type { Failure } from '../failure.ts';
import type { Mapping } from './mapping/mapping.ts';

/** `json` and `ndjson` hold everything and come back as they were; `csv` and `markdown` (a folder with one file an entry) are for people. */
export const exportFormats = ['json', 'ndjson', 'csv', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What can be read. `database` is another knowledge base of this program, read where it is and not changed. */
export const sourceFormats = ['json', 'ndjson', 'csv', 'markdown', 'database'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

/** Which entries: those that answer to all that is given; all of them, the archived ones included, where nothing is. */
export interface EntrySelection {
  /** Compared as filters compare it, without case. */
  readonly category?: string;
  /** Any one of these. */
  readonly tags?: readonly string[];
  /** In the query language; every word must match. */
  readonly query?: string;
  readonly ids?: readonly string[];
  /** Changed at this time or later, ISO 8601; a day stands for its beginning in UTC. */
  readonly since?: string;
  /** Changed before this time. */
  readonly until?: string;
}

/** Settings of the window that make sense on another machine. */
export interface TravellingSettings {
  readonly theme?: string;
  readonly backups?: string;
  readonly profile?: string;
}

export interface ExportRequest {
  /** The file, or for `markdown` the folder. Only what an earlier export wrote there is replaced, and only with `overwrite`. */
  readonly path: string;
  /** By the path's ending unless given; `json` where that says nothing. */
  readonly format?: ExportFormat;
  readonly selection?: EntrySelection;
  readonly settings?: TravellingSettings;
  readonly overwrite?: boolean;
  /** CSV with a byte order mark, without which spreadsheet programs on Windows take UTF-8 for something else. */
  readonly byteOrderMark?: boolean;
}

export interface ExportReport {
  readonly path: string;
  readonly format: ExportFormat;
  /** Entries and rows of every other table. */
  readonly records: number;
  /** `entries`, `revisions`, and each table by its name. */
  readonly counts: Readonly<Record<string, number>>;
  readonly sizeBytes: number;
  /** Of the file, in hex; of a folder: over its files' names and hashes in order. */
  readonly sha256: string;
  readonly schemaVersion: string;
  /** What is not in it although one might think so, in sentences. */
  readonly warnings: readonly string[];
  readonly durationMs: number;
}

/** How a file is read; what is not given is found out by looking at it. */
export interface SourceOptions {
  readonly format?: SourceFormat;
  readonly encoding?: TextEncodingName;
  /** Of CSV: one character. */
  readonly delimiter?: string;
  /** Which entries of it. */
  readonly selection?: EntrySelection;
}

export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'ibm037', 'ibm1047'] as const;
export type TextEncodingName = (typeof textEncodings)[number];

export interface ImportRequest extends SourceOptions {
  readonly path: string;
  /** `merge` keeps what is there; `replace` puts the file's content in its place. `merge` unless given. */
  readonly mode?: 'merge' | 'replace';
  readonly mapping?: Mapping;
  /** Finds out what would happen, and changes nothing. */
  readonly dryRun?: boolean;
  /** A bad record is left out, or ends the import with nothing changed. `skip` unless given. */
  readonly onBadRecord?: 'skip' | 'stop';
  /** Make a verified backup first; always done in mode `replace`. */
  readonly backup?: boolean;
  readonly actor?: string;
}

/** Kinds of problems that records have, for counting. */
export const problemKinds = [
  'not-readable',
  'missing-field',
  'invalid-value',
  'too-large',
  'duplicate-key',
  'unsafe-path',
  'unknown-table',
  'missing-reference',
  'not-unique',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface RejectedRecord {
  /** Its place in the source, counted from 1; of CSV without the header. */
  readonly record: number;
  /** `line 12`, a file's name, or a table's; null where the number says it all. */
  readonly where: string | null;
  readonly title: string | null;
  readonly kind: ProblemKind;
  /** A sentence. */
  readonly reason: string;
}

/** Two states of one entry of which neither comes from the other. */
export interface ImportConflict {
  readonly record: number;
  /** Of the entry here. */
  readonly id: string;
  readonly title: string;
  /** Why they are taken for the same entry. */
  readonly sameBy: 'id' | 'content';
  /** Which side stands in the knowledge base now; the other one is in its history where it was taken, and only in the file where it was not. */
  readonly took: 'here' | 'file';
  /** What differs, each with both sides. */
  readonly fields: readonly { readonly field: string; readonly here: JsonValue; readonly file: JsonValue }[];
  readonly hereUpdatedAt: string;
  readonly fileUpdatedAt: string | null;
}

/** What became of one table's rows, entries apart. */
export interface TableImport {
  readonly table: string;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** At most so many rejected records and conflicts are listed; all are counted. */
export const mostListed = 10_000;

export interface ImportReport {
  readonly path: string;
  readonly format: SourceFormat;
  readonly encoding: TextEncodingName | null;
  /** Of an export or a database: the schema version that it was made at. */
  readonly schemaVersion: string | null;
  readonly mode: 'merge' | 'replace';
  readonly dryRun: boolean;
  /** Entries. */
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** The first 20 entries that were added or updated; of a dry run none. */
  readonly sample: readonly EntryId[];
  readonly rejected: readonly RejectedRecord[];
  readonly rejectedTotal: number;
  readonly problems: Readonly<Partial<Record<ProblemKind, number>>>;
  readonly conflicts: readonly ImportConflict[];
  readonly conflictsTotal: number;
  /** Entries that `replace` removed. */
  readonly removed: number;
  readonly tables: readonly TableImport[];
  /** Restoring it undoes the import; null where none was made. */
  readonly backup: { readonly path: string } | null;
  readonly settings: TravellingSettings | null;
  /** The mapping that was used, given or guessed; null where the source needed none. */
  readonly mapping: Mapping | null;
  /** In sentences: a checksum or a count that does not fit, sections that were left out. */
  readonly warnings: readonly string[];
  readonly durationMs: number;
}

export interface TransferProgress {
  readonly phase: 'looking' | 'backing-up' | 'reading' | 'writing' | 'finishing';
  readonly done: number;
  /** 0 where it is not known. */
  readonly total: number;
  readonly unit: 'records' | 'bytes';
  /** Entries done so far, for the rate. */
  readonly records: number;
}

export interface PreviewRequest extends SourceOptions {
  readonly path: string;
  /** As the user has it now; guessed where it is not given. */
  readonly mapping?: Mapping;
}

export interface SourceColumn {
  readonly name: string;
  /** Different values, shortened, in the order found. */
  readonly samples: readonly string[];
  /** Of the records looked at: how many have a value. */
  readonly filled: number;
  /** Where there are few different values (at most 100, none longer than 60 characters): all of them, most frequent first. */
  readonly values?: readonly { readonly value: string; readonly count: number }[];
}

export interface MappedRecord {
  readonly record: number;
  /** What would be imported; what is missing or wrong is left out and told in `problems`. */
  readonly entry: {
    readonly id?: string;
    readonly title?: string;
    readonly problem?: string;
    readonly solution?: string;
    readonly category?: string;
    readonly severity?: string;
    readonly tags?: readonly string[];
    readonly archived?: boolean;
    readonly createdAt?: string;
    readonly updatedAt?: string;
    readonly author?: string;
    readonly metadata?: Readonly<Record<string, JsonValue>>;
  };
  readonly problems: readonly {
    readonly kind: ProblemKind;
    readonly field: string | null;
    readonly reason: string;
  }[];
}

/** The categories and tags in use, most used first, at most 1,000 of each. */
export interface SourceLabels {
  readonly categories: readonly { readonly value: string; readonly count: number }[];
  readonly tags: readonly { readonly value: string; readonly count: number }[];
}

/** A look at the beginning of a source: what it is, and what would become of it. */
export interface ImportPreview {
  readonly path: string;
  readonly format: SourceFormat;
  readonly encoding: TextEncodingName | null;
  readonly delimiter: string | null;
  readonly sizeBytes: number;
  /** It is an export of this program or another knowledge base, and needs no mapping. */
  readonly native: {
    readonly schemaVersion: string | null;
    readonly counts: Readonly<Record<string, number>>;
  } | null;
  /** Of a knowledge base: what its entries, the archived ones included, can be chosen by; null of any other source. */
  readonly labels: SourceLabels | null;
  readonly columns: readonly SourceColumn[];
  readonly mapping: Mapping;
  /** The first ten. */
  readonly first: readonly MappedRecord[];
  /** Problems of all records looked at. */
  readonly problems: readonly {
    readonly kind: ProblemKind;
    readonly field: string | null;
    readonly count: number;
    readonly example: string;
    readonly record: number;
  }[];
  readonly looked: number;
  /** All records were looked at. */
  readonly complete: boolean;
  /** Why it cannot be read to its end, where that shows already. */
  readonly failure: Failure | null;
}
