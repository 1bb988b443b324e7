import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolder } from '../backup/backup-folder.ts';
import { replaceFile } from '../store/durable-files.ts';
import type { Change } from './change.ts';
import { checksumOf } from './checksum.ts';
import type { Rehearsal } from './rehearse-change.ts';

interface KeptRehearsal {
  readonly format: 'abendbook-rehearsal';
  /** What was tried, on which content. */
  readonly of: string;
  readonly rehearsal: Rehearsal;
}

/** The last rehearsal of a database, so that what was tried already need not be tried again. */
export function keepRehearsal(
  databasePath: string,
  change: Change,
  fingerprint: string,
  rehearsal: Rehearsal,
): void {
  const kept: KeptRehearsal = { format: 'abendbook-rehearsal', of: subject(change, fingerprint), rehearsal };
  replaceFile(pathOf(databasePath), `${JSON.stringify(kept)}\n`);
}

/** The rehearsal of exactly these steps on exactly this content; null where the last one was of something else. */
export function readRehearsal(
  databasePath: string,
  change: Change,
  fingerprint: string | null,
): Rehearsal | null {
  if (fingerprint === null) return null;
  try {
    const kept = JSON.parse(readFileSync(pathOf(databasePath), 'utf8')) as Partial<KeptRehearsal>;
    if (kept.format !== 'abendbook-rehearsal' || kept.of !== subject(change, fingerprint)) return null;
    return kept.rehearsal ?? null;
  } catch {
    return null;
  }
}

/** A rehearsal is of one content only, and that is about to change. */
export function forgetRehearsal(databasePath: string): void {
  rmSync(pathOf(databasePath), { force: true });
}

function pathOf(databasePath: string): string {
  return join(backupFolder(databasePath), 'rehearsal.json');
}

function subject({ direction, steps }: Change, fingerprint: string): string {
  const checksums = steps.map((step) => `${step.version} ${checksumOf(step, 'sqlite')}`);
  return [direction, ...checksums, fingerprint].join('\n');
}
