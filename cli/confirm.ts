import { createInterface } from 'node:readline/promises';
import { KnowledgeError } from '../core/failure.ts';
import type { GlobalOptions } from './global-options.ts';

export interface ConfirmOptions extends GlobalOptions {
  readonly yes?: boolean;
}

/**
 * Asks before something that changes the knowledge base as a whole. `--yes` answers it; without a terminal it goes ahead, except under
 * the production profile, which wants `--yes`. Throws a `KnowledgeError` of kind cancelled or not-confirmed.
 */
export async function confirm(question: string, options: ConfirmOptions): Promise<void> {
  if (options.yes) return;
  if (process.stdin.isTTY && process.stderr.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await terminal.question(`${question} Type yes to go ahead: `);
    terminal.close();
    if (answer.trim().toLowerCase() === 'yes') return;
    throw new KnowledgeError({
      kind: 'cancelled',
      message: 'It was not confirmed.',
      recovery: 'Nothing was changed.',
    });
  }
  if (options.profile !== 'production') return;
  throw new KnowledgeError({
    kind: 'not-confirmed',
    message: 'The production profile wants this confirmed.',
    recovery: 'Nothing was changed. Give --yes to go ahead.',
  });
}
