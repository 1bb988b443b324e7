import { useEffect, useState } from 'react';
import { useUpgrades } from './upgrade-store.ts';

/** Shorter upgrades at the start are not worth a word, in milliseconds. */
const patience = 3_000;

/** Whether an upgrade that the program began by itself has gone on for so long that it should be told. */
export function useLongLaunchUpgrade(): boolean {
  const startedAt = useUpgrades(({ running }) => (running?.atStart ? running.startedAt : null));
  const [toldOf, setToldOf] = useState<number | null>(null);
  useEffect(() => {
    if (startedAt === null) return;
    const timer = setTimeout(() => setToldOf(startedAt), startedAt + patience - Date.now());
    return () => clearTimeout(timer);
  }, [startedAt]);
  return startedAt !== null && toldOf === startedAt;
}
