import type { Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';
import { useStatus } from '../shell/status-store.ts';

/** Opens the file for reading only; returns why it could not be, or null. */
export async function openReadOnly(): Promise<Failure | null> {
  const outcome = await ask('database:open-read-only');
  if (outcome.ok) useStatus.setState({ status: outcome.value, failure: null });
  else showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
  return outcome.ok ? null : outcome.failure;
}

/** Tries to open it for writing again. */
export async function openForWriting(): Promise<void> {
  const outcome = await ask('database:open-for-writing');
  if (outcome.ok) {
    useStatus.setState({ status: outcome.value, failure: null });
    showNotice({ text: 'Your knowledge base can be written to again.' });
  } else showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
}
