import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { flushFolder } from '../store/durable-files.ts';
import { backupEnding, manifestPath } from './backup-folder.ts';
import { describeAside } from './describe-aside.ts';
import { writeManifest } from './manifest.ts';
import { withOperationLock } from './operation-lock.ts';
import { removeUpgradeRecord } from '../upgrade/upgrade-record.ts';
import { databaseSuffixes, readRecord, recordPath, removeRecord } from './restore-record.ts';

/** What was found and done, in a sentence for the user; null where the last program ended in peace. */
export type RecoveryNote = string | null;

const unchanged = 'A restore was interrupted before it changed anything. Your knowledge base is as it was.';

/**
 * Finishes or undoes a restore that a process was killed in. To be called before a database is opened.
 * Throws a `KnowledgeError` of kind locked-file where another process is restoring at this moment.
 */
export async function recoverRestore(databasePath: string): Promise<RecoveryNote> {
  const path = resolve(databasePath);
  if (!existsSync(recordPath(path))) return null;
  return withOperationLock(path, async () => {
    const record = readRecord(path);
    if (record === null) return null;
    if (record === 'unreadable') {
      removeRecord(path);
      return unchanged;
    }
    const { staged, aside, backup } = record;
    if (existsSync(staged)) {
      if (existsSync(path)) {
        for (const suffix of databaseSuffixes) rmSync(staged + suffix, { force: true });
        if (!existsSync(aside)) rmSync(manifestPath(aside), { force: true });
        removeRecord(path);
        return unchanged;
      }
      // The database's own file has moved; the rest of it must not stay behind to be read into the restored one.
      for (const suffix of databaseSuffixes)
        if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
      renameSync(staged, path);
      flushFolder(dirname(path));
    }
    await describeWhatIsAside(aside, path);
    // An upgrade of the database that is aside now is nothing to go on with in this one.
    removeUpgradeRecord(path);
    removeRecord(path);
    return `A restore was interrupted, and was finished now: your knowledge base is the backup ${basename(backup)}. What was there before is kept among the backups.`;
  });
}

/** A restore that an earlier version of the program began has no manifest yet. */
async function describeWhatIsAside(aside: string, database: string): Promise<void> {
  if (!existsSync(aside) || !aside.endsWith(backupEnding) || existsSync(manifestPath(aside))) return;
  const manifest = await describeAside({ file: aside, aside, database });
  if (manifest === null) return;
  try {
    writeManifest(aside, manifest);
  } catch {
    // On a full disk it stays a backup without a manifest, and the knowledge base opens.
  }
}
