import type {
  Check,
  Checklist,
  RehearsalReport,
  UpgradeOptions,
  UpgradePlan,
  UpgradeReport,
} from '../../preload/api.ts';

/** The steps of the wizard, in their order. */
export const wizardSteps = ['checklist', 'plan', 'backup', 'rehearsal', 'upgrade', 'report'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** `skipped`: the profile in force leaves it out. `open`: still to be done. */
export type StepState = 'done' | 'failed' | 'skipped' | 'open';

/** What there is of an upgrade so far. */
export interface Prepared {
  readonly checklist: Checklist | null;
  readonly plan: UpgradePlan | null;
  readonly options: UpgradeOptions | null;
  readonly report: UpgradeReport | null;
}

export function stepState(step: WizardStep, prepared: Prepared): StepState {
  const { checklist, plan, options, report } = prepared;
  switch (step) {
    case 'checklist':
      return checklist === null ? 'open' : inTheWay(checklist).length === 0 ? 'done' : 'failed';
    case 'plan':
      if (plan === null) return 'open';
      return plan.problems.length > 0 ? 'failed' : 'done';
    case 'backup':
      if (report !== null) return report.backup === null ? 'skipped' : 'done';
      if (options?.skipBackups) return 'skipped';
      return plan?.backup ? 'done' : 'open';
    case 'rehearsal':
      if (report !== null) return rehearsed(report.rehearsal);
      if (plan?.rehearsal) return plan.rehearsal.ok && !takesTooLong(prepared) ? 'done' : 'failed';
      return options !== null && !wantsRehearsal(options) ? 'skipped' : 'open';
    case 'upgrade':
    case 'report':
      if (report === null) return 'open';
      return report.failure === null ? 'done' : 'failed';
  }
}

/** Where the wizard goes on when it is opened: at the first step that is still to be done. */
export function whereToGoOn(prepared: Prepared): WizardStep {
  if (prepared.report !== null) return 'report';
  const begun = prepared.plan?.backup != null || prepared.plan?.rehearsal != null;
  if (!begun) return 'checklist';
  return wizardSteps.find((step) => ['open', 'failed'].includes(stepState(step, prepared))) ?? 'upgrade';
}

/** The step after this one that the profile does not leave out. */
export function nextStep(step: WizardStep, prepared: Prepared): WizardStep {
  const later = wizardSteps.slice(wizardSteps.indexOf(step) + 1);
  return later.find((candidate) => stepState(candidate, prepared) !== 'skipped') ?? 'report';
}

export function stepBefore(step: WizardStep, prepared: Prepared): WizardStep | null {
  const earlier = wizardSteps.slice(0, wizardSteps.indexOf(step));
  return earlier.findLast((candidate) => stepState(candidate, prepared) !== 'skipped') ?? null;
}

/** What has to be put right before the wizard goes on. A backup it makes itself. */
export function inTheWay({ checks }: Checklist): readonly Check[] {
  return checks.filter(({ name, ok }) => !ok && name !== 'backup');
}

/** Whether the upgrade would be refused, because the rehearsal says that it takes longer than the profile allows. */
export function takesTooLong({ plan, options }: Pick<Prepared, 'plan' | 'options'>): boolean {
  const forecast = plan?.forecastMs ?? null;
  const most = options?.maxDowntime ?? null;
  return forecast !== null && most !== null && forecast > most;
}

function rehearsed(rehearsal: RehearsalReport | null): StepState {
  if (rehearsal === null) return 'skipped';
  return rehearsal.ok ? 'done' : 'failed';
}

function wantsRehearsal({
  skipBackups,
  validateOnly,
  runPerformanceTests,
  maxDowntime,
}: UpgradeOptions): boolean {
  return !skipBackups || validateOnly || runPerformanceTests || maxDowntime !== null;
}
