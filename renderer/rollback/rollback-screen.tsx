import { useEffect } from 'react';
import { FailureNotice } from '../parts/failure-notice.tsx';
import screen from '../parts/screen.module.css';
import { useStatus } from '../shell/status-store.ts';
import { PhaseList } from '../upgrade/phase-list.tsx';
import { useUpgrades } from '../upgrade/upgrade-store.ts';
import { RollbackChoice } from './rollback-choice.tsx';
import { RollbackCancel } from './rollback-cancel.tsx';
import { RollbackPreview } from './rollback-preview.tsx';
import { RollbackReport } from './rollback-report.tsx';
import { useRollback } from './rollback-store.ts';

/** Takes the schema back to an earlier version. What that cannot hold is kept. */
export default function RollbackScreen() {
  const status = useStatus((state) => state.status);
  const { running, report, refresh } = useUpgrades();
  const { to, plan, failure, choose, reset } = useRollback();
  useEffect(() => {
    reset();
    void refresh();
  }, [reset, refresh]);

  if (status === null) return null;
  if (running?.kind === 'rollback') {
    return (
      <main className={screen.screen}>
        <h1>Rolling back</h1>
        <PhaseList running={running} steps={plan?.steps ?? []} />
        <RollbackCancel />
      </main>
    );
  }
  if (report?.direction === 'down') return <RollbackReport report={report} />;
  return (
    <main className={screen.screen}>
      <h1>Roll back the schema</h1>
      <p>
        For when a newer schema gives trouble. What the older one cannot hold is kept in the file and comes
        back with the next upgrade. Entries stay, whatever you choose.
      </p>
      <RollbackChoice status={status} />
      {failure === null ? null : (
        <FailureNotice failure={failure} onRetry={() => (to === null ? undefined : void choose(to))} />
      )}
      {to === null ? null : <RollbackPreview status={status} to={to} plan={plan} />}
    </main>
  );
}
