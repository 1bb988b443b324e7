import { useState } from 'react';
import { ask } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { useReadOnly, useStatus } from '../shell/status-store.ts';
import { useWork } from '../shell/work-store.ts';
import styles from './import-actions.module.css';
import { importFile } from './import-file.ts';
import { useImportRun } from './import-run-store.ts';
import { useImport } from './import-store.ts';
import { changesSomething, importWords } from './import-words.ts';
import { ReplaceDialog } from './replace-dialog.tsx';
import { showImported } from './show-imported.ts';
import { daysAreReversed, isUnsaid } from './wanted-entries.ts';

/** The row at the foot of an import: on, back, or away; while something runs, how to cancel it and what that keeps. */
export function ImportActions() {
  const { step, busy } = useImportRun();
  return (
    <footer className={styles.actions}>
      {busy !== null ? (
        <WhileRunning />
      ) : step === null ? (
        <WhileLooking />
      ) : step === 'check' ? (
        <AfterCheck />
      ) : (
        <AfterImport />
      )}
    </footer>
  );
}

/** Checks the file as it is read and matched up now. */
function checkFile(): void {
  const file = importFile();
  if (file !== null) void useImportRun.getState().check(file);
}

function importNow(): void {
  const file = importFile();
  if (file !== null) void useImportRun.getState().run(file);
}

function WhileLooking() {
  const { preview, looking, failure, wanted, close } = useImport();
  const unreadable = preview === null || failure !== null || preview.failure !== null;
  const isDatabase = preview?.format === 'database';
  const unsaid = isDatabase && isUnsaid(wanted);
  const refused = unreadable || unsaid || (isDatabase && daysAreReversed(wanted));
  return (
    <>
      <Button look="quiet" onPress={close}>
        Put this file away
      </Button>
      <span className={styles.gap} />
      <p className={failure?.kind === 'invalid-mapping' ? styles.problem : styles.words} role="status">
        {failure?.kind === 'invalid-mapping'
          ? failure.message
          : looking && preview !== null
            ? 'Looking again…'
            : unsaid
              ? 'Say which entries, or take everything.'
              : ''}
      </p>
      <Button
        key={preview === null ? 'waiting' : 'ready'}
        look="primary"
        autoFocus
        isDisabled={refused}
        onPress={checkFile}
      >
        Continue: check the whole file
      </Button>
    </>
  );
}

function WhileRunning() {
  const work = useWork((state) =>
    state.works.find((candidate) => candidate.state === 'running' && candidate.toldAt === 'import'),
  );
  return (
    <>
      <span className={styles.gap} />
      <Button
        autoFocus
        isDisabled={work === undefined || work.cancelWords === null}
        onPress={() => void (work && ask('work:cancel', { id: work.id }))}
      >
        {work?.cancelWords ?? 'Cannot be cancelled now'}
      </Button>
    </>
  );
}

function AfterCheck() {
  const { checked, onBadRecord, backToFile } = useImportRun();
  const readOnly = useReadOnly();
  const [asking, setAsking] = useState(false);
  const refused = checked !== null && checked.rejectedTotal > 0 && onBadRecord === 'stop';
  const changes = checked !== null && changesSomething(checked);
  const answer = (replace: boolean) => {
    setAsking(false);
    if (replace) importNow();
  };
  return (
    <>
      <Button onPress={backToFile}>Back</Button>
      <span className={styles.gap} />
      {refused ? <p className={styles.words}>Nothing is imported while records are bad.</p> : null}
      <Button look={checked === null ? 'primary' : 'plain'} onPress={checkFile}>
        Check again
      </Button>
      {checked === null ? null : (
        <Button
          look="primary"
          isDisabled={refused || !changes || readOnly}
          onPress={() => (checked.mode === 'replace' && checked.removed > 0 ? setAsking(true) : importNow())}
        >
          {importWords(checked)}
        </Button>
      )}
      {asking && checked !== null ? <ReplaceDialog checked={checked} onAnswer={answer} /> : null}
    </>
  );
}

function AfterImport() {
  const { report, undone, undo } = useImportRun();
  const close = useImport((state) => state.close);
  // On a server the backup is an export, which is brought back by importing it.
  const isFile = useStatus((state) => state.status?.engine === 'sqlite');
  return (
    <>
      {report?.backup && isFile && !undone ? <Button onPress={undo}>Undo this import…</Button> : null}
      <span className={styles.gap} />
      <Button onPress={close}>Import or export more</Button>
      <Button look="primary" onPress={() => void showImported(undone ? [] : (report?.sample ?? []))}>
        Show the entries
      </Button>
    </>
  );
}
