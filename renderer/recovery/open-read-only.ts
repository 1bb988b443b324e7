import { ask } from '../bridge.ts';
import { showNotice } from '../shell/notices-store.ts';
import { useStatus } from '../shell/status-store.ts';

/** Opens the file for reading only, or says why it cannot be. */
export async function openReadOnly(): Promise<void> {
  const outcome = await ask('database:open-read-only');
  if (outcome.ok) useStatus.setState({ status: outcome.value, failure: null });
  else {
    const { message, recovery } = outcome.failure;
    showNotice({ text: `It cannot be opened read-only. ${message} ${recovery}`, failed: true });
  }
}

/** Tries to open it for writing again. */
export async function openForWriting(): Promise<void> {
  const outcome = await ask('database:open-for-writing');
  if (outcome.ok) {
    useStatus.setState({ status: outcome.value, failure: null });
    showNotice({ text: 'Your knowledge base can be written to again.' });
  } else showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
}
