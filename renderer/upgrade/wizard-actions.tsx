import { ask } from '../bridge.ts';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { Button } from '../parts/button.tsx';
import { openReadOnly } from '../recovery/open-read-only.ts';
import { copyText } from '../shell/copy.ts';
import { useNavigation } from '../shell/navigation-store.ts';
import { schemaNumber } from '../shell/places.ts';
import { reportDetails } from './report-words.ts';
import { useUpgrades } from './upgrade-store.ts';
import styles from './wizard-actions.module.css';
import { stepBefore, stepState } from './wizard-path.ts';
import type { WizardStep } from './wizard-path.ts';
import { usePrepared, useWizard } from './wizard-store.ts';

/** The row at the foot of the wizard: on, back, or later; while something runs, how to cancel it and what that keeps. */
export function WizardActions() {
  const { step, busy } = useWizard();
  const running = useUpgrades((state) => state.running);
  return (
    <footer className={styles.actions}>
      {running !== null || (busy !== null && busy !== 'looking') ? (
        <WhileRunning />
      ) : step === 'report' ? (
        <AfterReport />
      ) : (
        <BetweenSteps />
      )}
    </footer>
  );
}

function leave(): void {
  useUpgrades.getState().later();
  useNavigation.getState().goTo('search');
}

function WhileRunning() {
  const { running, cancel } = useUpgrades();
  if (running === null) return <p className={styles.words}>You can leave this screen: it goes on.</p>;
  const cancellable = running.progress?.cancellable ?? true;
  return (
    <>
      <p className={styles.words}>
        {cancellable
          ? 'You can leave this screen: it goes on. Cancelling changes nothing, and keeps the backup.'
          : 'This part is written whole or not at all, so it cannot be cancelled.'}
      </p>
      <Button isDisabled={!cancellable} onPress={cancel}>
        Cancel
      </Button>
    </>
  );
}

function BetweenSteps() {
  const { step, busy, back } = useWizard();
  const prepared = usePrepared();
  const before = stepBefore(step, prepared);
  return (
    <>
      {step === 'upgrade' ? (
        <Button key="not-now" autoFocus onPress={leave}>
          Not now
        </Button>
      ) : (
        <Button key="later" look="quiet" onPress={leave}>
          Later
        </Button>
      )}
      <span className={styles.gap} />
      {before === null ? null : (
        <Button isDisabled={busy !== null} onPress={back}>
          Back
        </Button>
      )}
      <Onward key={`${step} ${stepState(step, prepared)} ${busy}`} step={step} />
    </>
  );
}

/** The button that most people want: what the present step is for or, once that is done, the next one. */
function Onward({ step }: { readonly step: WizardStep }) {
  const { busy, look, next, backUp, rehearse, upgrade } = useWizard();
  const prepared = usePrepared();
  const state = stepState(step, prepared);
  const isDisabled = busy !== null;
  const button = (words: string, act: () => unknown, focused = true) => (
    <Button look="primary" autoFocus={focused} isDisabled={isDisabled} onPress={() => void act()}>
      {words}
    </Button>
  );
  if (step === 'upgrade') return button('Upgrade now', upgrade, false);
  if (step === 'backup' && state === 'open') return button('Back up now', backUp);
  if (step === 'rehearsal' && state === 'open') return button('Rehearse now', rehearse);
  if (step === 'rehearsal' && state === 'failed') return button('Rehearse again', rehearse);
  if (state === 'failed') return button('Look again', look);
  return button(state === 'open' ? 'Looking…' : 'Next', next);
}

function AfterReport() {
  const { upgrade } = useWizard();
  const { report } = usePrepared();
  if (report === null) return null;
  const finish = () => {
    useUpgrades.getState().later();
    useNavigation.getState().goTo('search');
  };
  if (report.failure === null) {
    return (
      <>
        <Button onPress={() => showDatabaseTab('schema')}>Show the schema</Button>
        <span className={styles.gap} />
        <Button look="primary" autoFocus onPress={finish}>
          Done
        </Button>
      </>
    );
  }
  return (
    <>
      <Button look="quiet" onPress={() => void ask('app:show-log')}>
        Show log
      </Button>
      <Button look="quiet" onPress={() => void copyText(reportDetails(report), 'the details')}>
        Copy details
      </Button>
      <span className={styles.gap} />
      <Button onPress={() => void openReadOnly()}>Open read-only</Button>
      <Button onPress={() => showDatabaseTab('backups')}>Restore…</Button>
      <Button onPress={() => void upgrade()}>Try again</Button>
      <Button look="primary" autoFocus onPress={finish}>
        {`Go on with schema ${schemaNumber(report.to)}`}
      </Button>
    </>
  );
}
