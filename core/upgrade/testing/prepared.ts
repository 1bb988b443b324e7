import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { backupFolder } from '../../backup/backup-folder.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import { place, type FaultScene } from './fault-scene.ts';
import type { Operation } from './operation.ts';

/** A knowledge base that stands ready for an operation, with its backups, to be copied to wherever it is tried. */
export interface Prepared {
  readonly operation: Operation;
  readonly folder: string;
  readonly before: string;
  readonly after: string;
  /** The name of the backup that is restored, or the path of a file that is imported. */
  readonly backup: string | null;
}

/** Prepares every operation that changes a knowledge base or writes beside it. */
export async function prepareAll(scene: FaultScene): Promise<readonly Prepared[]> {
  const { path, first, second } = scene;
  place(scene, second);
  let db = await KnowledgeDB.open(path);
  const { path: backup } = await db.createBackup();
  await db.close();
  place(scene, first);
  db = await KnowledgeDB.open(path);
  try {
    const at005 = 'first at 005';
    const prepared: Prepared[] = [];
    const add = async (operation: Operation, before: string, after: string): Promise<void> => {
      await db.close();
      const folder = join(scene.folder, `ready to ${operation}`);
      mkdirSync(folder);
      cpSync(dirname(path), folder, { recursive: true });
      prepared.push({ operation, folder, before, after, backup: basename(backup) });
    };
    await add('back up', at005, at005);
    await add('restore', at005, 'second at 005');
    await add('roll back', at005, 'first at 001');
    await db.rollback({ to: '001', confirmed: true });
    await add('rehearse', 'first at 001', 'first at 001');
    await add('upgrade', 'first at 001', at005);
    await db.upgrade({ confirmed: true });
    await db.restoreFromBackup(backup);
    await add('undo restore', 'second at 005', at005);
    return prepared;
  } finally {
    await db.close();
  }
}

/** Copies what is prepared into an empty folder. Returns the path of the knowledge base, and of the backup in its folder. */
export function copyInto(
  folder: string,
  { folder: source, backup }: Prepared,
): { readonly path: string; readonly backup: string } {
  rmSync(join(folder, 'knowledge.db'), { force: true });
  cpSync(source, folder, { recursive: true });
  const path = join(folder, 'knowledge.db');
  return { path, backup: resolve(backupFolder(path), backup ?? '') };
}
