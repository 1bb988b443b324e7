import { create } from 'zustand';
import type { RunningUpgrade, UpgradeOptions, UpgradeReport, UpgradeState } from '../../preload/api.ts';
import { ask, listen } from '../bridge.ts';

interface Upgrades {
  /** Null until the program has told. */
  readonly options: UpgradeOptions | null;
  readonly running: RunningUpgrade | null;
  readonly report: UpgradeReport | null;
  /** The wizard is to open by itself. */
  readonly offer: boolean;
  readonly refresh: () => Promise<UpgradeState | null>;
  readonly cancel: () => void;
  /** Puts the wizard off, and a report away. */
  readonly later: () => void;
}

/** What is under way of upgrades, rollbacks and rehearsals, and how the last one ended. */
export const useUpgrades = create<Upgrades>()((set) => ({
  options: null,
  running: null,
  report: null,
  offer: false,
  refresh: async () => {
    const outcome = await ask('upgrade:state');
    if (!outcome.ok) return null;
    set(outcome.value);
    return outcome.value;
  },
  cancel: () => void ask('upgrade:cancel'),
  later: () => {
    set({ report: null, offer: false });
    void ask('upgrade:later');
  },
}));

/** Keeps it up to date; returns the function that stops it. */
export function followUpgrades(): () => void {
  const stops = [
    listen('schema:changed', () => void useUpgrades.getState().refresh()),
    listen('settings:changed', () => void useUpgrades.getState().refresh()),
    listen('upgrade:progress', (progress) => {
      const { running } = useUpgrades.getState();
      if (running !== null) useUpgrades.setState({ running: { ...running, progress } });
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
