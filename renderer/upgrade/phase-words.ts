import type { RunningUpgrade, UpgradePhase } from '../../preload/api.ts';

interface Phase {
  readonly phase: UpgradePhase;
  readonly name: string;
}

const names: Readonly<Record<UpgradePhase, string>> = {
  checking: 'Checking the knowledge base',
  'backing-up': 'Backing up, and verifying the backup',
  rehearsing: 'Trying it on a copy',
  upgrading: 'Upgrading',
  'rolling-back': 'Rolling back',
  validating: 'Checking the result',
  restoring: 'Restoring the backup',
};

const usual: Readonly<Record<RunningUpgrade['kind'], readonly UpgradePhase[]>> = {
  rehearsal: ['rehearsing'],
  upgrade: ['checking', 'backing-up', 'rehearsing', 'upgrading', 'validating'],
  rollback: ['checking', 'backing-up', 'rehearsing', 'rolling-back', 'validating'],
};

/** The named steps of a piece of work in their order; one that is out of the usual, such as going back after a failure, comes last. */
export function phasesOf(kind: RunningUpgrade['kind'], present: UpgradePhase | null): readonly Phase[] {
  const phases = usual[kind];
  const shown = present === null || phases.includes(present) ? phases : [...phases, present];
  return shown.map((phase) => ({ phase, name: names[phase] }));
}

export function phaseName(phase: UpgradePhase): string {
  return names[phase];
}
