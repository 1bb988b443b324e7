import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { flushFolder, replaceFile } from '../store/durable-files.ts';
import type { SampleAnswers } from './sample-searches.ts';

/** What the database answered and held before it was changed, to be compared with afterwards. */
export interface Expectation {
  /** Rows of each table that stays. */
  readonly counts: Readonly<Record<string, number>>;
  readonly answers: SampleAnswers;
  /** Changes with every edit of an entry. Searches are only compared while it is the same. */
  readonly mark: string;
}

/**
 * What an upgrade or a rollback writes down, outside of the database, so that the next start can finish it or say what became of it.
 *
 * `preparing`: the database has not been touched. `changing`: the steps run, all in one transaction, or have just been committed and are being looked at.
 * `restoring`: taking them back failed, and the backup is being written into the database.
 */
export interface UpgradeRecord {
  readonly format: 'abendbook-upgrade';
  readonly phase: 'preparing' | 'changing' | 'restoring';
  readonly direction: 'up' | 'down';
  readonly from: string;
  readonly to: string;
  readonly appliedBefore: readonly string[];
  readonly appliedAfter: readonly string[];
  /** The verified backup made before; null where there is none yet, or none was wanted. */
  readonly backup: string | null;
  readonly rollbackOnFailure: boolean;
  readonly actor: string;
  readonly startedAt: string;
  /** Known from `changing` on. */
  readonly expectation: Expectation | null;
}

export function upgradeRecordPath(databasePath: string): string {
  return `${databasePath}.upgrading`;
}

export function writeUpgradeRecord(databasePath: string, record: UpgradeRecord): void {
  replaceFile(upgradeRecordPath(databasePath), `${JSON.stringify(record)}\n`);
}

export function removeUpgradeRecord(databasePath: string): void {
  rmSync(upgradeRecordPath(databasePath), { force: true });
  flushFolder(dirname(databasePath));
}

/**
 * The record of a change of the schema that has not ended; null where there is none. It is replaced as a whole, so one that cannot be read was
 * not written by this program.
 */
export function readUpgradeRecord(databasePath: string): UpgradeRecord | 'unreadable' | null {
  let text: string;
  try {
    text = readFileSync(upgradeRecordPath(databasePath), 'utf8');
  } catch {
    return null;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function isRecord(value: unknown): value is UpgradeRecord {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const phase = fields.get('phase');
  return (
    fields.get('format') === 'abendbook-upgrade' &&
    (phase === 'preparing' || phase === 'changing' || phase === 'restoring') &&
    (fields.get('direction') === 'up' || fields.get('direction') === 'down') &&
    ['from', 'to', 'actor', 'startedAt'].every((name) => typeof fields.get(name) === 'string') &&
    Array.isArray(fields.get('appliedBefore')) &&
    Array.isArray(fields.get('appliedAfter')) &&
    (fields.get('backup') === null || typeof fields.get('backup') === 'string') &&
    typeof fields.get('rollbackOnFailure') === 'boolean' &&
    isExpectation(fields.get('expectation'))
  );
}

function isExpectation(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const fields = new Map<string, unknown>(Object.entries(value ?? {}));
  return (
    typeof fields.get('counts') === 'object' &&
    Array.isArray(fields.get('answers')) &&
    typeof fields.get('mark') === 'string'
  );
}
