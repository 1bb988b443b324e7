import { ask } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';

/** Shows the folder with the backups in the system's file manager. */
export async function showBackupsFolder(): Promise<void> {
  const outcome = await ask('backups:show-folder');
  if (!outcome.ok)
    showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
}
