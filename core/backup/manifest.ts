import { readFileSync } from 'node:fs';
import { replaceFile } from '../store/durable-files.ts';
import { backupTypes, type BackupManifest } from './backup.ts';
import { manifestPath } from './backup-folder.ts';

export function writeManifest(backupPath: string, manifest: BackupManifest): void {
  replaceFile(manifestPath(backupPath), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The manifest beside a backup; null where there is none, or none that can be understood. */
export function readManifest(backupPath: string): BackupManifest | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(manifestPath(backupPath), 'utf8'));
  } catch {
    return null;
  }
  return isManifest(parsed) ? parsed : null;
}

const texts = [
  'file',
  'database',
  'machine',
  'createdAt',
  'reason',
  'sha256',
  'version',
  'appVersion',
  'verifiedAt',
] as const;

function isManifest(value: unknown): value is BackupManifest {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    fields.get('format') === 'abendbook-backup' &&
    fields.get('formatVersion') === 1 &&
    texts.every((name) => typeof fields.get(name) === 'string') &&
    backupTypes.some((type) => type === fields.get('type')) &&
    typeof fields.get('sizeBytes') === 'number' &&
    typeof fields.get('entries') === 'number' &&
    (fields.get('tag') === null || typeof fields.get('tag') === 'string') &&
    typeof fields.get('counts') === 'object'
  );
}
