import { useEffect } from 'react';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { schemaNumber } from '../shell/places.ts';
import { useStatus } from '../shell/status-store.ts';
import { BackupPanel } from './backup-panel.tsx';
import { ChecklistPanel } from './checklist-panel.tsx';
import { NothingPending } from './nothing-pending.tsx';
import { PhaseList } from './phase-list.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { RehearsalPanel } from './rehearsal-panel.tsx';
import { ReportView } from './report-view.tsx';
import { Stepper } from './stepper.tsx';
import { UpgradePanel } from './upgrade-panel.tsx';
import styles from './upgrade-screen.module.css';
import { useUpgrades } from './upgrade-store.ts';
import { WizardActions } from './wizard-actions.tsx';
import { WizardHeading } from './wizard-heading.tsx';
import type { WizardStep } from './wizard-path.ts';
import { usePrepared, useWizard } from './wizard-store.ts';

/** The way from an older schema to the newest, one step at a time. It can be left at any of them, and goes on there. */
export default function UpgradeScreen() {
  const { step, busy, failure, open, look, goTo } = useWizard();
  const running = useUpgrades((state) => state.running);
  const prepared = usePrepared();
  const pending = useStatus((state) => state.status?.pending);
  useEffect(() => void open(), [open]);
  const { report, plan } = prepared;
  // An upgrade that another window, or the program itself, began ends here as well.
  useEffect(() => {
    if (report !== null && step === 'upgrade' && busy === null && running === null) goTo('report');
  }, [report, step, busy, running, goTo]);

  const nothingToDo = report === null && plan?.steps.length === 0 && plan.problems.length === 0;
  if (nothingToDo && running === null && busy !== 'looking') return <NothingPending />;
  const reached = report?.failure === null ? report.to : null;
  const target = reached ?? pending?.at(-1)?.version ?? plan?.to;
  return (
    <main className={styles.screen}>
      <header className={styles.header}>
        <h1>{target === undefined ? 'Upgrade' : `Upgrade to schema ${schemaNumber(target)}`}</h1>
        <Stepper
          present={step}
          prepared={prepared}
          canMove={busy === null && running === null && step !== 'report'}
          onGo={goTo}
        />
      </header>
      <div className={styles.body}>
        <WizardHeading step={step} isBusy={busy !== null || running !== null} />
        {failure === null ? null : <FailureNotice failure={failure} onRetry={() => void look()} />}
        <Panel step={step} />
      </div>
      <WizardActions />
    </main>
  );
}

function Panel({ step }: { readonly step: WizardStep }) {
  const prepared = usePrepared();
  const running = useUpgrades((state) => state.running);
  const inProgress = running !== null && running.kind === (step === 'rehearsal' ? 'rehearsal' : 'upgrade');
  if (inProgress && (step === 'rehearsal' || step === 'upgrade')) {
    return <PhaseList running={running} steps={prepared.plan?.steps ?? []} />;
  }
  switch (step) {
    case 'checklist':
      return <ChecklistPanel prepared={prepared} />;
    case 'plan':
      return <PlanPanel prepared={prepared} />;
    case 'backup':
      return <BackupPanel prepared={prepared} />;
    case 'rehearsal':
      return <RehearsalPanel prepared={prepared} />;
    case 'upgrade':
      return <UpgradePanel prepared={prepared} />;
    case 'report':
      return prepared.report === null ? null : <ReportView report={prepared.report} />;
  }
}
