import { useNavigation } from '../shell/navigation-store.ts';
import { useStatus } from '../shell/status-store.ts';
import { useUpgrades } from './upgrade-store.ts';

/** Goes to the wizard when the program has opened an older file whose profile wants the user asked. */
export async function openWizardAtStart(): Promise<void> {
  await statusKnown();
  const state = await useUpgrades.getState().refresh();
  if (state?.report?.direction === 'down') useNavigation.getState().goTo('roll-back');
  else if (state?.offer || state?.report) useNavigation.getState().goTo('upgrade');
}

/** Goes to the wizard after an upgrade that the program began by itself: with its report, where it did not succeed, or with the steps that are left to be shown. */
export function followLaunchUpgrade(): () => void {
  return useUpgrades.subscribe(({ running, report, offer }, before) => {
    const ended = before.running?.atStart && running === null;
    if (ended && (report !== null || offer)) useNavigation.getState().goTo('upgrade');
  });
}

/** Resolves once the database has told how it stands. */
function statusKnown(): Promise<void> {
  return new Promise((resolve) => {
    if (useStatus.getState().status !== null) {
      resolve();
      return;
    }
    const stop = useStatus.subscribe(({ status }) => {
      if (status === null) return;
      stop();
      resolve();
    });
  });
}
