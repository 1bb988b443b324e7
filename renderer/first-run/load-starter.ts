import { ask } from '../bridge.ts';
import { focusPart } from '../shell/focus-parts.ts';
import { showNotice } from '../shell/notices-store.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { useStatus } from '../shell/status-store.ts';
import { useFirstRun } from './first-run-store.ts';

/** Loads the starter knowledge base, and goes to the search once there is something to search. */
export async function loadStarter(): Promise<void> {
  if (useFirstRun.getState().loading) return;
  useFirstRun.setState({ loading: true, failure: null });
  const outcome = await ask('starter:load');
  await useStatus.getState().refresh();
  useFirstRun.setState({ loading: false, justLoaded: outcome.ok });
  if (outcome.ok) {
    useNavigation.getState().goTo('search');
    focusPart('box');
    return;
  }
  const { failure } = outcome;
  if (failure.kind === 'cancelled') return;
  useFirstRun.setState({ failure });
  showNotice({ text: `${failure.message} ${failure.recovery}`, failed: true });
}
