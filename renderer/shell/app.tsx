import { lazy, Suspense, useEffect } from 'react';
import { listen } from '../bridge.ts';
import { announceUnsaved } from '../editor/draft-store.ts';
import { followBackups } from '../database/backups-store.ts';
import { useBackupEntries } from '../database/backup-entries-store.ts';
import { RestoreDialog } from '../database/restore-dialog.tsx';
import { DraftDialogs } from '../editor/draft-dialogs.tsx';
import { useEntry } from '../entry/entry-store.ts';
import { PaneBoundary } from '../parts/pane-boundary.tsx';
import { useRecents } from '../search/recents-store.ts';
import { useSearch } from '../search/search-store.ts';
import { useVocabulary } from '../search/vocabulary-store.ts';
import { ReadOnlyBanner } from '../recovery/read-only-banner.tsx';
import { followSettings } from '../settings/settings-store.ts';
import { followLaunchUpgrade, openWizardAtStart } from '../upgrade/open-wizard.ts';
import { DropTarget } from '../transfer/drop-target.tsx';
import { followUpgrades } from '../upgrade/upgrade-store.ts';
import { useLongLaunchUpgrade } from '../upgrade/use-long-launch-upgrade.ts';
import styles from './app.module.css';
import { Dialogs } from './dialogs.tsx';
import { useLocation } from './navigation-store.ts';
import { Notices } from './notices.tsx';
import { PlaceScreen } from './place-screen.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { followStatus, useStatus } from './status-store.ts';
import { useCommands } from './use-commands.ts';
import { followWork } from './work-store.ts';
import { WorkStrip } from './work-strip.tsx';

// Most starts need none of these.
const RecoveryScreen = lazy(() => import('../recovery/recovery-screen.tsx'));
const LaunchUpgradeScreen = lazy(() => import('../upgrade/launch-upgrade-screen.tsx'));
const BackupEntriesDialog = lazy(() => import('../database/backup-entries-dialog.tsx'));

/** The window: the rail, the place one is at, and below them work under way and the status bar. */
export function App() {
  useEffect(() => {
    const stops = [
      followStatus(),
      followSettings(),
      followWork(),
      followBackups(),
      followEntries(),
      followUpgrades(),
      followLaunchUpgrade(),
      announceUnsaved(),
    ];
    void openWizardAtStart();
    return () => stops.forEach((stop) => stop());
  }, []);
  useEffect(fetchWhenIdle, []);
  useCommands();
  const { status, failure } = useStatus();
  const { place } = useLocation();
  const longUpgrade = useLongLaunchUpgrade();

  const looksInside = useBackupEntries((state) => state.backup !== null);

  if (longUpgrade || (!status && failure)) {
    return (
      <Suspense fallback={null}>
        {!status && failure ? <RecoveryScreen failure={failure} /> : <LaunchUpgradeScreen />}
      </Suspense>
    );
  }
  return (
    <div className={styles.window}>
      <Rail />
      <div className={styles.place}>
        <ReadOnlyBanner />
        <PaneBoundary what="this place" resetKey={place}>
          <PlaceScreen place={place} />
        </PaneBoundary>
      </div>
      <footer className={styles.foot}>
        <Notices />
        <WorkStrip />
        <StatusBar />
      </footer>
      <Dialogs />
      <DraftDialogs />
      <RestoreDialog />
      <DropTarget />
      {looksInside ? (
        <Suspense fallback={null}>
          <BackupEntriesDialog />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Fetches what the first entry and the first edit need, before they are asked for. */
function fetchWhenIdle(): () => void {
  const request = requestIdleCallback(() => {
    void import('../entry/markdown.tsx');
    void import('../editor/editor-screen.tsx');
    void import('../palette/palette.tsx');
    void import('../search/result-menu.tsx');
  });
  return () => cancelIdleCallback(request);
}

/** Brings everything on show up to date when entries were written; returns the function that stops it. */
function followEntries(): () => void {
  void useVocabulary.getState().refresh();
  return listen('entries:changed', ({ ids }) => {
    void useSearch.getState().refresh();
    void useRecents.getState().refresh();
    void useVocabulary.getState().refresh();
    const shown = useEntry.getState().entry?.id;
    // None named means many.
    if (shown !== undefined && (ids.length === 0 || ids.includes(shown)))
      void useEntry.getState().load(shown);
  });
}
