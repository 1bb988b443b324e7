import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { useWork } from '../shell/work-store.ts';
import styles from './first-run-screen.module.css';
import { useFirstRun } from './first-run-store.ts';
import { loadStarter } from './load-starter.ts';

/** What a new user sees: what this is, and two ways to begin. */
export function FirstRunScreen() {
  const { loading, failure } = useFirstRun();
  const done = useWork((state) => state.works.findLast((work) => work.state === 'running')?.done);
  return (
    <main className={styles.screen}>
      <h1>Welcome to Abendbook</h1>
      <p className={styles.lead}>
        This is your team’s memory for mainframe trouble. Type what you see in the middle of an incident, read
        what fixed it last time, and write down what fixed it this time. It all stays in one file on this
        computer.
      </p>
      <div className={styles.choice}>
        <Button look="primary" autoFocus isDisabled={loading} onPress={() => void loadStarter()}>
          Load the starter knowledge base
        </Button>
        <p>
          More than 450 entries on VSAM, COBOL, JCL, Db2, CICS, IMS, RACF and abends: what each code means,
          its usual causes and how to fix it. You can edit or archive any of them.
        </p>
      </div>
      <div className={styles.choice}>
        <Button isDisabled={loading} onPress={() => useFirstRun.setState({ declined: true })}>
          Start with an empty knowledge base
        </Button>
        <p>The starter entries can be loaded later, from the commands or the menu.</p>
      </div>
      <p role="status" className={styles.status}>
        {loading ? `Loading${done ? `, ${done} entries so far` : ''}…` : ''}
      </p>
      {failure ? <FailureNotice failure={failure} onRetry={() => void loadStarter()} /> : null}
    </main>
  );
}
