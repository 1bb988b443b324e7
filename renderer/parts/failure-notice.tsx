import type { Failure } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Button } from './button.tsx';
import styles from './failure-notice.module.css';

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  readonly onDismiss?: () => void;
}

/** What failed, what is safe and the way out, where the thing that failed would have been. */
export function FailureNotice({ failure, onRetry, onDismiss }: FailureNoticeProps) {
  return (
    <div role="alert" className={styles.notice}>
      <p className={styles.message}>{failure.message}</p>
      <p>{failure.recovery}</p>
      <div className={styles.actions}>
        {onRetry ? <Button onPress={onRetry}>Try again</Button> : null}
        {onDismiss ? <Button onPress={onDismiss}>Dismiss</Button> : null}
        <Button look="quiet" onPress={() => void ask('app:copy-text', { text: failureDetails(failure) })}>
          Copy details
        </Button>
      </div>
    </div>
  );
}

/** The failure as text for a message to whoever looks after the program. */
export function failureDetails(failure: Failure): string {
  const field = failure.field === undefined ? '' : `\nField: ${failure.field}`;
  return `Abendbook: ${failure.message}\n${failure.recovery}\nKind: ${failure.kind}${field}`;
}
