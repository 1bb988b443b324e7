import * as z from 'zod';
import { fail, outcomeOf, type Failure } from '../../core/failure.ts';
import { dropChannel } from '../../preload/channels.ts';
import type { ChosenSources } from '../chosen-sources.ts';
import type { Caller } from './sender.ts';

interface DropOptions {
  readonly ipc: { handle(channel: string, listener: (caller: Caller, ...sent: unknown[]) => unknown): void };
  readonly sources: ChosenSources;
  readonly isTrusted: (caller: Caller) => boolean;
}

const dropped = z.tuple([z.string().min(1).max(100_000)]);

/** Takes the paths of files that were dropped on the window. Only the preload can send them: it has them from the system. */
export function registerDrops({ ipc, sources, isTrusted }: DropOptions): void {
  ipc.handle(dropChannel, (caller, ...sent) => {
    const checked = dropped.safeParse(sent);
    if (!isTrusted(caller) || !checked.success) return fail(notAFile);
    const [path] = checked.data;
    return outcomeOf(() => sources.add(path));
  });
}

const notAFile: Failure = {
  kind: 'invalid-request',
  message: 'What was dropped is no file or folder of this computer.',
  recovery: 'Nothing was changed. Save it as a file first, then drop that.',
};
