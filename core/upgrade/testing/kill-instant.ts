import { existsSync, readdirSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunningOperation } from './operation.ts';

/** Resolves when a restore has begun to move files: that takes so short a time that chance would hardly ever hit it. Also when there is no restore any more. */
export async function filesMove(path: string, running: RunningOperation): Promise<void> {
  const watcher = watch(dirname(path));
  const record = new Promise<void>((resolve) => {
    watcher.on('change', (_event, name) => {
      if (name === `${basename(path)}.restoring`) resolve();
    });
  });
  await Promise.race([record, running.finished, setTimeout(60_000)]);
  watcher.close();
}

/** What a process was at, as it said itself or as the files tell that it left. */
export function phaseOf(path: string, running: RunningOperation): string {
  if (existsSync(`${path}.restoring`)) return 'moving files';
  const staged = readdirSync(dirname(path)).some((name) => name.startsWith(`${basename(path)}.staged-`));
  if (staged) return 'preparing the copy';
  return running.phase === 'ready' ? 'beginning' : running.phase;
}
