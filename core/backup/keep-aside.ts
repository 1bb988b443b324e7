import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { programVersion } from '../program-version.ts';
import { hashFile } from './hash-file.ts';
import { inspectFile } from './inspect-file.ts';
import { writeManifest } from './manifest.ts';

interface PutAside {
  /** Where the database is now; nobody has it open. */
  readonly file: string;
  /** Where it goes, or has gone. */
  readonly aside: string;
  /** The path that it had as the knowledge base. */
  readonly database: string;
}

/**
 * Prepares the manifest of a database that is about to become a backup by being moved. Returns what writes it, once the move is done.
 * A database with something wrong in it is kept just the same, without a manifest that would call it sound.
 */
export async function keepAside({ file, aside, database }: PutAside): Promise<() => void> {
  const contents = await inspectFile(file).catch(() => null);
  if (contents === null) return () => undefined;
  const now = new Date().toISOString();
  const manifest = {
    format: 'abendbook-backup',
    formatVersion: 1,
    file: basename(aside),
    database,
    machine: hostname(),
    createdAt: now,
    type: 'pre-restore',
    tag: null,
    reason: 'Before a restore',
    sha256: await hashFile(file),
    sizeBytes: statSync(file).size,
    version: contents.version,
    appVersion: programVersion,
    entries: contents.entries,
    counts: contents.counts,
    verifiedAt: now,
  } as const;
  return () => writeManifest(aside, manifest);
}
