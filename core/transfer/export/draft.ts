import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The number is that of the process which writes it. */
const form = /^\.abendbook-export-(\d+)-[0-9a-f]{8}\.unfinished$/;

/** Whether it is the name of what an export is writing, or of what one that was killed left behind. */
export function isDraft(name: string): boolean {
  return form.test(name);
}

/** A free path in a folder for what is not whole yet. Those of processes that have ended are removed. */
export function newDraft(folder: string): string {
  for (const name of readdirSync(folder)) {
    const [, owner] = form.exec(name) ?? [];
    if (owner !== undefined && !isRunning(Number(owner))) removeDraft(join(folder, name));
  }
  return join(folder, `.abendbook-export-${process.pid}-${randomBytes(4).toString('hex')}.unfinished`);
}

export function removeDraft(path: string): void {
  if (existsSync(path)) rmSync(path, { recursive: true, force: true });
}

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (caught) {
    // It is there, and somebody else's.
    return caught instanceof Error && 'code' in caught && caught.code === 'EPERM';
  }
}
