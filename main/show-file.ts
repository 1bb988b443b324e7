import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { shell } from 'electron';
import { KnowledgeError } from '../core/failure.ts';

/** Shows a file selected in its folder, or just the folder where the file is not there. Rejects when neither can be shown. */
export async function showFile(path: string): Promise<void> {
  if (existsSync(path)) {
    shell.showItemInFolder(path);
    return;
  }
  const folder = dirname(path);
  const problem = await shell.openPath(folder);
  if (problem === '') return;
  throw new KnowledgeError({
    kind: 'file-missing',
    message: `The folder ${folder} could not be shown: ${problem}`,
    recovery: 'Check that the disk is connected and that you may open the folder.',
  });
}
