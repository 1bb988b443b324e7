import { ask } from '../bridge.ts';
import { showNotice } from './notices-store.ts';

/** Puts text on the clipboard and says so: `what` completes `Copied …`. */
export async function copyText(text: string, what: string): Promise<void> {
  const outcome = await ask('app:copy-text', { text });
  showNotice(outcome.ok ? { text: `Copied ${what}` } : { text: outcome.failure.message, failed: true });
}
