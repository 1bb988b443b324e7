import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { KnowledgeError } from '../failure.ts';
import type { BackupVerification } from './backup.ts';
import { hashFile } from './hash-file.ts';
import { inspectFile } from './inspect-file.ts';
import { readManifest } from './manifest.ts';

/**
 * Looks a backup through, byte by byte and as a database. Never throws for a bad file: it says what is wrong with it.
 *
 * The hash comes first, since SQLite's own check does not see a changed letter in a text.
 */
export async function verifyBackup(path: string): Promise<BackupVerification> {
  const problems: string[] = [];
  const remarks: string[] = [];
  const manifest = readManifest(path);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (manifest !== null && size !== undefined && size > 0) {
    if (size < manifest.sizeBytes) {
      problems.push(
        `The file is cut short: it has ${counted(size)} of its ${counted(manifest.sizeBytes)} bytes.`,
      );
    } else if (size > manifest.sizeBytes) {
      problems.push(
        `The file has grown since it was made: ${counted(size)} bytes instead of ${counted(manifest.sizeBytes)}.`,
      );
    } else if ((await hashFile(path)) !== manifest.sha256) {
      problems.push('The file was changed since it was made: its checksum is not the one in its manifest.');
    }
    if (manifest.file !== basename(path)) remarks.push(`It was named ${manifest.file} when it was made.`);
    if (manifest.machine !== hostname()) remarks.push(`It was made on another machine, ${manifest.machine}.`);
  }
  if (manifest === null)
    remarks.push(
      'It has no manifest, so only the database in it can be checked, not whether it is as it was made.',
    );
  try {
    const { version, latest, entries } = await inspectFile(path);
    if (version > latest)
      problems.push(`It stands at schema ${version}, and this program knows schemas up to ${latest}.`);
    if (manifest !== null && problems.length === 0 && entries !== manifest.entries) {
      problems.push(
        `It holds ${counted(entries)} entries, and its manifest says ${counted(manifest.entries)}.`,
      );
    }
  } catch (caught) {
    if (!(caught instanceof KnowledgeError)) throw caught;
    problems.push(caught.failure.message);
  }
  return { ok: problems.length === 0, problems, remarks };
}

function counted(value: number): string {
  return value.toLocaleString('en');
}
