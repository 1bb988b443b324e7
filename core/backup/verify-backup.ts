import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { KnowledgeError, type FailureKind } from '../failure.ts';
import type { BackupManifest, BackupVerification } from './backup.ts';
import { bothOf } from './both-of.ts';
import { hashFile } from './hash-file.ts';
import { inspectFile, type FileContents } from './inspect-file.ts';
import { readManifest } from './manifest.ts';

/** What a look at a file found, for whoever goes on working with it. */
export interface Examination extends BackupVerification {
  /** What kind of failure it is to want to restore it; null where it can be. */
  readonly kind: FailureKind | null;
  /** Null where it could not be read. */
  readonly contents: FileContents | null;
}

/**
 * Looks a backup through, byte by byte and as a database. Never throws for a bad file: it says what is wrong with it.
 *
 * The hash is what counts, since SQLite's own check does not see a changed letter in a text.
 */
export async function verifyBackup(path: string): Promise<BackupVerification> {
  const { ok, problems, remarks } = await examineBackup(path);
  return { ok, problems, remarks };
}

export async function examineBackup(path: string): Promise<Examination> {
  const manifest = readManifest(path);
  const [changes, found] = await bothOf(findChanges(path, manifest), look(path));
  const problems = [...changes];
  let kind: FailureKind | null = changes.length > 0 ? 'corrupt-file' : null;
  if (found instanceof KnowledgeError) {
    kind = found.failure.kind;
    problems.push(found.failure.message);
  } else if (found.compatibility !== 'writable') {
    kind ??= 'newer-file';
    problems.push(newer(found));
  } else if (manifest !== null && problems.length === 0 && found.entries !== manifest.entries) {
    kind = 'corrupt-file';
    problems.push(
      `It holds ${counted(found.entries)} entries, and its manifest says ${counted(manifest.entries)}.`,
    );
  }
  return {
    ok: problems.length === 0,
    problems,
    remarks: remarksOn(path, manifest),
    kind,
    contents: found instanceof KnowledgeError ? null : found,
  };
}

async function look(path: string): Promise<FileContents | KnowledgeError> {
  try {
    return await inspectFile(path);
  } catch (caught) {
    if (caught instanceof KnowledgeError) return caught;
    throw caught;
  }
}

/** How the bytes differ from those that the manifest is of. */
async function findChanges(path: string, manifest: BackupManifest | null): Promise<readonly string[]> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (manifest === null || !found?.isFile() || found.size === 0) return [];
  const { sizeBytes, sha256 } = manifest;
  if (found.size < sizeBytes) {
    return [`The file is cut short: it has ${counted(found.size)} of its ${counted(sizeBytes)} bytes.`];
  }
  if (found.size > sizeBytes) {
    return [
      `The file has grown since it was made: ${counted(found.size)} bytes instead of ${counted(sizeBytes)}.`,
    ];
  }
  if ((await hashFile(path)) === sha256) return [];
  return ['The file was changed since it was made: its checksum is not the one in its manifest.'];
}

function newer({ version, latest, compatibility }: FileContents): string {
  const use = compatibility === 'read-only' ? ' Its entries can be read, and brought back one by one.' : '';
  return `It stands at schema ${version}, and this program knows schemas up to ${latest}.${use}`;
}

function remarksOn(path: string, manifest: BackupManifest | null): readonly string[] {
  if (manifest === null) {
    return [
      'It has no manifest, so only the database in it can be checked, not whether it is as it was made.',
    ];
  }
  const remarks: string[] = [];
  if (manifest.file !== basename(path)) remarks.push(`It was named ${manifest.file} when it was made.`);
  if (manifest.machine !== hostname()) remarks.push(`It was made on another machine, ${manifest.machine}.`);
  return remarks;
}

function counted(value: number): string {
  return value.toLocaleString('en');
}
