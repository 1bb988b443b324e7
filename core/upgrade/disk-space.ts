import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backupFolder } from '../backup/backup-folder.ts';
import type { SqliteStore } from '../store/store.ts';

/** Bytes that steps write to a database, beside its file as it is. */
export interface Writes {
  /** In the write-ahead log, until it has been folded in. */
  readonly logBytes: number;
  /** By which the file itself grows. */
  readonly growthBytes: number;
}

/** What is to be done, and so needs room. */
export interface Plans extends Writes {
  readonly backup: boolean;
  readonly rehearsal: boolean;
}

/** Room on one disk. */
export interface Room {
  readonly folder: string;
  readonly neededBytes: number;
  readonly freeBytes: number;
}

/** A backup wants a little more than it will be, since the database may grow while it is copied. */
const backupMargin = 1.1;
const logMargin = 1.1;
const newTablesBytes = 1_000_000;
/** Text that is changed in place grows by about this share; a table that is copied takes its size again. */
const growthInPlace = 0.25;

/** The database's own size in bytes, its log included. */
export function databaseBytes({ path }: SqliteStore): number {
  return ['', '-wal']
    .map((suffix) => statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

/** Reckons what scripts will write, from the tables that they change and the size of each. */
export function reckonWrites(store: SqliteStore, scripts: readonly string[]): Writes {
  let logBytes = 0;
  let growthBytes = 0;
  for (const script of scripts) {
    logBytes += newTablesBytes;
    growthBytes += newTablesBytes;
    for (const { table, copies } of changedTables(store, script)) {
      const bytes = tableBytes(store, table);
      logBytes += bytes * logMargin;
      growthBytes += bytes * (copies ? 1 : growthInPlace);
    }
  }
  return { logBytes: Math.ceil(logBytes), growthBytes: Math.ceil(growthBytes) };
}

function changedTables(
  { connection }: SqliteStore,
  script: string,
): readonly { readonly table: string; readonly copies: boolean }[] {
  const tables = connection
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all() as string[];
  return tables.flatMap((table) => {
    const name = `["'\`[]?${table.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\\b`;
    const copies = new RegExp(
      String.raw`\b(?:FROM|JOIN|INDEX\s+\S+\s+ON|DROP\s+TABLE(?:\s+IF\s+EXISTS)?)\s+${name}|\bALTER\s+TABLE\s+${name}\s+(?!ADD)`,
      'i',
    ).test(script);
    const inPlace = new RegExp(String.raw`\b(?:UPDATE|DELETE\s+FROM|INTO)\s+${name}`, 'i').test(script);
    return copies || inPlace ? [{ table, copies }] : [];
  });
}

function tableBytes({ connection }: SqliteStore, table: string): number {
  const bytes: unknown = connection
    .prepare(
      `SELECT coalesce(sum(pgsize), 0) FROM dbstat
       WHERE aggregate = 1 AND name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?)`,
    )
    .pluck()
    .get(table);
  return Number(bytes);
}

/**
 * The room that a plan needs at its peak and the room that there is, for each disk it is on: the backups' folder may be on another one than the
 * database. The copy of a rehearsal is gone before the upgrade begins.
 */
export function reckonRoom(store: SqliteStore, plans: Plans): readonly Room[] {
  const size = databaseBytes(store);
  const home = dirname(resolve(store.path));
  const backups = existing(backupFolder(store.path));
  const forSteps = plans.logBytes + plans.growthBytes + (plans.rehearsal ? size : 0);
  const forBackup = plans.backup ? Math.ceil(size * backupMargin) : 0;
  if (!plans.backup || sameDisk(home, backups)) return [room(home, forSteps + forBackup)];
  return [room(home, forSteps), room(backups, forBackup)];
}

/** The disk on which it is tightest. */
export function tightest(rooms: readonly Room[]): Room {
  const [first, ...rest] = rooms;
  if (first === undefined) throw new Error('A plan without a disk was reckoned.');
  const spare = ({ freeBytes, neededBytes }: Room): number => freeBytes - neededBytes;
  return rest.reduce((worst, other) => (spare(other) < spare(worst) ? other : worst), first);
}

function room(folder: string, neededBytes: number): Room {
  const { bavail, bsize } = statfsSync(folder);
  return { folder, neededBytes, freeBytes: bavail * bsize };
}

function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder));
}

function sameDisk(one: string, other: string): boolean {
  return statSync(one).dev === statSync(other).dev;
}

export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;
}
