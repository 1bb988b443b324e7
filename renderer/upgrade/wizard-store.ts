import { create } from 'zustand';
import type { Checklist, Failure, Outcome, UpgradePlan, UpgradeReport } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { useUpgrades } from './upgrade-store.ts';
import { nextStep, stepBefore, whereToGoOn } from './wizard-path.ts';
import type { Prepared, WizardStep } from './wizard-path.ts';

/** What the wizard itself has asked for and waits for. */
type Busy = 'looking' | 'backing-up' | 'rehearsing' | 'upgrading';

interface WizardState {
  readonly step: WizardStep;
  readonly checklist: Checklist | null;
  readonly plan: UpgradePlan | null;
  readonly busy: Busy | null;
  /** Why the last thing that was asked for did not happen. */
  readonly failure: Failure | null;
  /** Looks at everything anew, and goes on where the upgrade was left. */
  readonly open: () => Promise<void>;
  readonly look: () => Promise<void>;
  readonly goTo: (step: WizardStep) => void;
  readonly next: () => void;
  readonly back: () => void;
  readonly backUp: () => Promise<void>;
  readonly rehearse: () => Promise<void>;
  readonly upgrade: () => Promise<void>;
}

/** Where one is in the wizard, and what was found out so far. What was prepared is kept by the program, not here. */
export const useWizard = create<WizardState>()((set, get) => {
  async function lookAtPlan(): Promise<Failure | null> {
    const plan = await ask('upgrade:plan');
    if (plan.ok) set({ plan: plan.value });
    return plan.ok ? null : plan.failure;
  }

  async function perform(busy: Busy, act: () => Promise<Outcome<unknown>>): Promise<boolean> {
    if (get().busy !== null) return false;
    set({ busy, failure: null });
    const outcome = await act();
    const planFailure = await lookAtPlan();
    const failure = outcome.ok ? planFailure : outcome.failure;
    set({ busy: null, failure: failure?.kind === 'cancelled' ? null : failure });
    return outcome.ok;
  }

  async function look(): Promise<void> {
    if (get().busy !== null) return;
    set({ busy: 'looking', failure: null });
    const [checklist, planFailure] = await Promise.all([ask('upgrade:checklist'), lookAtPlan()]);
    if (checklist.ok) set({ checklist: checklist.value });
    set({ busy: null, failure: checklist.ok ? planFailure : checklist.failure });
  }

  return {
    step: 'checklist',
    checklist: null,
    plan: null,
    busy: null,
    failure: null,
    open: async () => {
      const state = await useUpgrades.getState().refresh();
      if (state?.running?.kind === 'upgrade') set({ step: 'upgrade' });
      if (state?.running) return;
      if (state?.report?.direction === 'up') set({ step: 'report' });
      await look();
      set({ step: whereToGoOn(presentlyPrepared()) });
    },
    look,
    goTo: (step) => set({ step, failure: null }),
    next: () => set(({ step }) => ({ step: nextStep(step, presentlyPrepared()), failure: null })),
    back: () => set(({ step }) => ({ step: stepBefore(step, presentlyPrepared()) ?? step, failure: null })),
    backUp: async () => {
      await perform('backing-up', () => ask('upgrade:back-up'));
    },
    rehearse: async () => {
      await perform('rehearsing', () => ask('upgrade:rehearse'));
    },
    upgrade: async () => {
      set({ step: 'upgrade' });
      if (await perform('upgrading', () => ask('upgrade:run', { confirmed: true }))) {
        await useUpgrades.getState().refresh();
        set({ step: 'report' });
      }
    },
  };
});

/** What there is of the upgrade now. */
function presentlyPrepared(): Prepared {
  const { checklist, plan } = useWizard.getState();
  const { options, report } = useUpgrades.getState();
  return { checklist, plan, options, report: ofUpgrade(report) };
}

/** The same, followed while rendering. */
export function usePrepared(): Prepared {
  const checklist = useWizard((state) => state.checklist);
  const plan = useWizard((state) => state.plan);
  const options = useUpgrades((state) => state.options);
  const report = useUpgrades((state) => state.report);
  return { checklist, plan, options, report: ofUpgrade(report) };
}

/** The report of a rollback belongs to another screen. */
function ofUpgrade(report: UpgradeReport | null): UpgradeReport | null {
  return report?.direction === 'up' ? report : null;
}
