import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { programVersion } from '../program-version.ts';
import type { BackupManifest } from './backup.ts';
import { bothOf } from './both-of.ts';
import { hashFile } from './hash-file.ts';
import { inspectFile } from './inspect-file.ts';

interface PutAside {
  /** Where the database is now; nobody has it open. */
  readonly file: string;
  /** Where it goes, or has gone. */
  readonly aside: string;
  /** The path that it had as the knowledge base. */
  readonly database: string;
}

/** The manifest of a database that becomes a backup by being moved. Null where something is wrong in it: then none may call it sound. */
export async function describeAside({ file, aside, database }: PutAside): Promise<BackupManifest | null> {
  const [contents, sha256] = await bothOf(
    inspectFile(file).catch(() => null),
    hashFile(file),
  );
  if (contents === null) return null;
  const now = new Date().toISOString();
  return {
    format: 'abendbook-backup',
    formatVersion: 1,
    file: basename(aside),
    database,
    machine: hostname(),
    createdAt: now,
    type: 'pre-restore',
    tag: null,
    reason: 'Before a restore',
    sha256,
    sizeBytes: statSync(file).size,
    version: contents.version,
    appVersion: programVersion,
    entries: contents.entries,
    counts: contents.counts,
    verifiedAt: now,
  };
}
