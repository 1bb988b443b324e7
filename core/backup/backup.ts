/** Why a backup was made. Only scheduled, pre-migration and pre-import ones are ever pruned. */
export const backupTypes = ['manual', 'pre-migration', 'pre-restore', 'pre-import', 'scheduled'] as const;
export type BackupType = (typeof backupTypes)[number];

/** What is written beside a backup, in `<file>.json`. */
export interface BackupManifest {
  readonly format: 'abendbook-backup';
  readonly formatVersion: 1;
  /** The name that the backup was given. */
  readonly file: string;
  /** The database that it is of, as its path was then. */
  readonly database: string;
  readonly machine: string;
  readonly createdAt: string;
  readonly type: BackupType;
  readonly tag: string | null;
  readonly reason: string;
  /** Of the backup's file, in hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly version: string;
  readonly appVersion: string;
  readonly entries: number;
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
  /** When it was last reopened, checked and found whole. */
  readonly verifiedAt: string;
}

/** A backup as lists show it. */
export interface Backup extends Pick<
  BackupManifest,
  'createdAt' | 'type' | 'tag' | 'reason' | 'sha256' | 'sizeBytes' | 'version' | 'appVersion' | 'entries'
> {
  readonly path: string;
  /** It was reopened, checked and found whole, and its size is still what it was then. */
  readonly verified: boolean;
  /** The copy in the second folder; null where there is none. Where only the copy is left, it is `path` itself. */
  readonly copy: string | null;
  /** Why the copy could not be made just now, in a sentence; null otherwise. */
  readonly copyProblem: string | null;
}

export interface BackupOptions {
  readonly type?: BackupType;
  readonly tag?: string;
  readonly reason?: string;
}

export interface BackupProgress {
  readonly phase: 'copying' | 'checking';
  readonly done: number;
  readonly total: number;
}

/** What a look at a file that should be a backup found. Without problems it can be restored. */
export interface BackupVerification {
  readonly ok: boolean;
  /** In sentences for the user. */
  readonly problems: readonly string[];
  /** Worth knowing, and no hindrance: another machine, another name, an older schema. */
  readonly remarks: readonly string[];
}

/** An entry in a backup, beside what the knowledge base has now. */
export interface BackupEntry {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly updatedAt: string;
  /** `missing`: it is not here any more. `changed`: it is different here. */
  readonly state: 'missing' | 'changed' | 'same';
}

/** What came of bringing single entries back. */
export interface EntryRecovery {
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
}

/** What could be read of a damaged database. */
export interface SalvageReport {
  /** The new file. */
  readonly path: string;
  readonly entries: number;
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly complete: boolean }[];
  /** What could not be read, in sentences. */
  readonly problems: readonly string[];
}
