import { useEffect } from 'react';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { CheckPanel } from './check-panel.tsx';
import { ImportActions } from './import-actions.tsx';
import { ImportPath } from './import-path.tsx';
import { useImportRun } from './import-run-store.ts';
import styles from './import-screen.module.css';
import { useImport } from './import-store.ts';
import { LookPanel } from './look-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { RunningPanel } from './running-panel.tsx';

/** The way of a file into the knowledge base: look at it, check the whole of it, import. It can be left at any time, and goes on there. */
export default function ImportScreen() {
  const source = useImport((state) => state.source);
  const step = useImportRun((state) => state.step);
  useEffect(() => {
    if (source === null) showDatabaseTab('transfer');
  }, [source]);
  if (source === null) return null;
  return (
    <main className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.title}>Import {source.name}</h1>
        <ImportPath at={step === null ? 0 : step === 'check' ? 1 : 2} />
      </header>
      <Body />
      <ImportActions />
    </main>
  );
}

function Body() {
  const { step, busy, failure, checked, report } = useImportRun();
  if (step === null) return <LookPanel />;
  return (
    <div className={styles.body}>
      {failure === null ? null : <Failed />}
      {busy === null ? null : <RunningPanel busy={busy} />}
      {step === 'check' && busy === null && checked !== null ? <CheckPanel report={checked} /> : null}
      {step === 'result' && report !== null ? <ResultPanel report={report} /> : null}
    </div>
  );
}

/** Why the check or the import came to nothing; one that the user cancelled is no failure. */
function Failed() {
  const failure = useImportRun((state) => state.failure);
  if (failure === null) return null;
  if (failure.kind !== 'cancelled') return <FailureNotice failure={failure} />;
  return (
    <p role="status" className={styles.cancelled}>
      Cancelled. Your knowledge base is as it was before.
    </p>
  );
}
