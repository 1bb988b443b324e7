import type { Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { failureDetails } from '../parts/failure-notice.tsx';
import { copyText } from './copy.ts';
import { Notices } from './notices.tsx';
import styles from './start-failure-screen.module.css';

/** Shown instead of everything when the database cannot be opened. */
export function StartFailureScreen({ failure }: { readonly failure: Failure }) {
  return (
    <main className={styles.screen}>
      <div className={styles.text} role="alert">
        <h1>Your knowledge base could not be opened</h1>
        <p>{failure.message}</p>
        <p>{failure.recovery}</p>
        <p>Closing this window quits Abendbook.</p>
      </div>
      <div className={styles.actions}>
        <Button look="primary" autoFocus onPress={() => window.location.reload()}>
          Try again
        </Button>
        <Button onPress={() => void ask('app:show-database')}>Show the folder</Button>
        <Button onPress={() => void copyText(failureDetails(failure), 'the details')}>Copy details</Button>
      </div>
      <div className={styles.notices}>
        <Notices />
      </div>
    </main>
  );
}
