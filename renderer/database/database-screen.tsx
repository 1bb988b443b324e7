import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { listen } from '../bridge.ts';
import { classNames } from '../parts/class-names.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { useStatus } from '../shell/status-store.ts';
import { BackupsSection } from './backups-section.tsx';
import styles from './database-screen.module.css';
import { databaseTabs, useDatabaseTab } from './database-tab-store.ts';
import type { DatabaseTab } from './database-tab-store.ts';
import { HealthSection } from './health-section.tsx';
import { Overview } from './overview.tsx';
import { SchemaSection } from './schema-section.tsx';
import { useSchemaHistory } from './schema-history-store.ts';
import { Summary } from './summary.tsx';
import { TransferSection } from '../transfer/transfer-section.tsx';

const names: Readonly<Record<DatabaseTab, string>> = {
  overview: 'Overview',
  schema: 'Schema',
  backups: 'Backups',
  transfer: 'Import and export',
  health: 'Health',
};

/** Where the knowledge base is, whether it is safe, and everything that can be done with it as a whole. */
export default function DatabaseScreen() {
  const { status, failure, refresh } = useStatus();
  const refreshHistory = useSchemaHistory((state) => state.refresh);
  const { tab, choose } = useDatabaseTab();
  useEffect(() => void refresh(), [refresh]);
  useEffect(() => {
    void refreshHistory();
    return listen('schema:changed', () => void refreshHistory());
  }, [refreshHistory]);
  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <h1>Database</h1>
        {failure ? <FailureNotice failure={failure} onRetry={() => void refresh()} /> : null}
        {status ? <Summary status={status} /> : null}
      </header>
      {status ? (
        <Tabs
          className={classNames(styles.tabs)}
          selectedKey={tab}
          onSelectionChange={(key) => {
            const chosen = databaseTabs.find((candidate) => candidate === key);
            if (chosen) choose(chosen);
          }}
        >
          <TabList className={classNames(styles.tabList)} aria-label="Parts of the database">
            {databaseTabs
              .filter((id) => id !== 'backups' || status.engine === 'sqlite')
              .map((id) => (
                <Tab key={id} id={id} className={classNames(styles.tab)}>
                  {names[id]}
                </Tab>
              ))}
          </TabList>
          <TabPanel id="overview" className={classNames(styles.panel)}>
            <Overview status={status} />
          </TabPanel>
          <TabPanel id="schema" className={classNames(styles.panel)}>
            <SchemaSection status={status} />
          </TabPanel>
          {status.engine === 'sqlite' ? (
            <TabPanel id="backups" className={classNames(styles.panel)}>
              <BackupsSection />
            </TabPanel>
          ) : null}
          <TabPanel id="transfer" className={classNames(styles.panel)}>
            <TransferSection />
          </TabPanel>
          <TabPanel id="health" className={classNames(styles.panel)}>
            <HealthSection />
          </TabPanel>
        </Tabs>
      ) : null}
    </main>
  );
}
