import type { UpgradeReport } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { Button } from '../parts/button.tsx';
import screen from '../parts/screen.module.css';
import { copyText } from '../shell/copy.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { reportDetails } from '../upgrade/report-words.ts';
import { ReportView } from '../upgrade/report-view.tsx';
import { useUpgrades } from '../upgrade/upgrade-store.ts';
import styles from './rollback.module.css';

/** How a rollback ended, and the way back from it. */
export function RollbackReport({ report }: { readonly report: UpgradeReport }) {
  const later = useUpgrades((state) => state.later);
  const goTo = useNavigation((state) => state.goTo);
  const finish = () => {
    later();
    showDatabaseTab('schema');
  };
  const upgradeAgain = () => {
    later();
    goTo('upgrade');
  };
  return (
    <main className={screen.screen}>
      <h1>{report.failure === null ? 'Rolled back' : 'The rollback did not succeed'}</h1>
      <h2 className="visually-hidden">How it went</h2>
      <ReportView report={report} />
      <div className={styles.actions}>
        {report.failure === null ? (
          <Button onPress={upgradeAgain}>Upgrade again…</Button>
        ) : (
          <>
            <Button onPress={() => void ask('app:show-log')}>Show log</Button>
            <Button onPress={() => void copyText(reportDetails(report), 'the details')}>Copy details</Button>
            <Button onPress={() => showDatabaseTab('backups')}>Restore…</Button>
          </>
        )}
        <Button look="primary" autoFocus onPress={finish}>
          Done
        </Button>
      </div>
    </main>
  );
}
