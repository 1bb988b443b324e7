import { useEffect } from 'react';
import type { Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useBackups } from '../database/backups-store.ts';
import { Button } from '../parts/button.tsx';
import { failureDetails } from '../parts/failure-notice.tsx';
import { relativeTime } from '../parts/format.ts';
import { useNow } from '../parts/use-now.ts';
import { copyText } from '../shell/copy.ts';
import { openReadOnly } from './open-read-only.ts';
import styles from './recovery-screen.module.css';
import type { WayOut } from './recovery-words.ts';
import { useSalvage } from './salvage-store.ts';
import { useAppInfo } from './use-app-info.ts';

interface RecoveryActionsProps {
  readonly failure: Failure;
  /** The most promising first. */
  readonly ways: readonly WayOut[];
}

/** What can be done, the most promising first and focused. None of it deletes anything. */
export function RecoveryActions({ failure, ways }: RecoveryActionsProps) {
  const newest = useNewestUsable(failure);
  const { salvaging, salvage } = useSalvage();
  const askToRestore = useBackups((state) => state.askToRestore);
  const refresh = useBackups((state) => state.refresh);
  const known = useBackups((state) => state.list !== null);
  const now = useNow();
  useEffect(() => void refresh(), [refresh]);
  // Without knowing the backups, the first button could be one that goes away again.
  if (!known) return <div className={styles.actions} />;

  const possible = ways.filter((way) => way !== 'restore' || newest !== null);
  const acts: Readonly<Record<WayOut, readonly [words: string, act: () => void]>> = {
    restore: [
      newest === null
        ? ''
        : `Restore the newest backup (${relativeTime(newest.createdAt, Math.max(now, Date.parse(newest.createdAt)))})…`,
      () => void (newest && askToRestore(newest.path)),
    ],
    'read-only': ['Open read-only', () => void openReadOnly()],
    salvage: ['Salvage into a new file…', () => void salvage()],
    'try-again': ['Try again', () => window.location.reload()],
  };
  return (
    <div className={styles.actions}>
      {possible.map((way, index) => (
        <Button
          key={way}
          look={index === 0 ? 'primary' : 'plain'}
          autoFocus={index === 0}
          isDisabled={way === 'salvage' && salvaging}
          onPress={acts[way][1]}
        >
          {acts[way][0]}
        </Button>
      ))}
      <Button onPress={() => void ask('app:show-database')}>Show the folder</Button>
      <Button look="quiet" onPress={() => void copyText(failureDetails(failure), 'the details')}>
        Copy details
      </Button>
    </div>
  );
}

/** The newest verified backup that this program can open. */
function useNewestUsable({ kind }: Failure) {
  const backups = useBackups((state) => state.list?.backups);
  const info = useAppInfo();
  if (kind === 'newer-file' && info === null) return null;
  return (
    backups?.find(
      ({ verified, version }) =>
        verified && (kind !== 'newer-file' || info === null || version <= info.latestSchema),
    ) ?? null
  );
}
