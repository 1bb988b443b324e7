import { useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { formatSeconds } from '../parts/format.ts';
import { schemaNumber } from '../shell/places.ts';
import { useStatus } from '../shell/status-store.ts';
import styles from './launch-upgrade-screen.module.css';
import { PhaseList } from './phase-list.tsx';
import { isReleased } from './step-words.ts';
import { useUpgrades } from './upgrade-store.ts';

/** What the program does to an older file at the start, step by step. */
export default function LaunchUpgradeScreen() {
  const running = useUpgrades((state) => state.running);
  const cancel = useUpgrades((state) => state.cancel);
  const status = useStatus((state) => state.status);
  const elapsed = useElapsed(running?.startedAt ?? null);
  if (running === null || status === null) return null;
  // The user's own steps are shown by the wizard before they run.
  const steps = status.pending.filter(isReleased);
  const cancellable = running.progress?.cancellable ?? true;
  return (
    <main className={styles.screen}>
      <h1>Upgrading your knowledge base</h1>
      <p>
        From schema {schemaNumber(status.version)} to {schemaNumber(steps.at(-1)?.version ?? status.latest)}.
        Every entry stays as it is.
      </p>
      <PhaseList running={running} steps={steps} />
      <div className={styles.foot}>
        <Button isDisabled={!cancellable} onPress={cancel}>
          Cancel, changing nothing
        </Button>
        <span className={styles.elapsed}>{formatSeconds(elapsed)} so far</span>
      </div>
    </main>
  );
}

/** Whole seconds since a time, anew every second. */
function useElapsed(since: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return since === null ? 0 : Math.max(0, now - since) / 1_000;
}
