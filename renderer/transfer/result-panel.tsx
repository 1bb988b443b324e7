import { useEffect, useRef } from 'react';
import type { ImportReport } from '../../preload/api.ts';
import { formatDuration } from '../parts/format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { useStatus } from '../shell/status-store.ts';
import styles from './check-panel.module.css';
import { ImportConflicts } from './import-conflicts.tsx';
import { resultHeadline } from './import-words.ts';
import { useImportRun } from './import-run-store.ts';
import { OtherTables } from './other-tables.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { RejectedList } from './rejected-list.tsx';
import { SaveMapping } from './save-mapping.tsx';
import { WantedLine } from './wanted-line.tsx';

/** What came of the import, until it is read. */
export function ResultPanel({ report }: { readonly report: ImportReport }) {
  const undone = useImportRun((state) => state.undone);
  const isFile = useStatus((state) => state.status?.engine === 'sqlite');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [report]);
  return (
    <>
      <section className={styles.section} aria-labelledby="import-result">
        <h2 id="import-result" ref={heading} tabIndex={-1} className={styles.heading}>
          <StateMark state={undone ? 'warning' : 'good'} word={undone ? 'Undone:' : 'Done:'} />{' '}
          {undone ? 'The import was undone' : resultHeadline(report)}
        </h2>
        {undone ? (
          <p>Your knowledge base is as it was before. The file can be imported again.</p>
        ) : (
          <>
            <WantedLine />
            <OutcomeBar report={report} />
            <OtherTables report={report} />
            <p className={styles.hint}>
              It took {formatDuration(report.durationMs)}.{' '}
              {report.backup === null
                ? 'No backup was made before it, so it cannot be undone.'
                : isFile
                  ? 'A backup was made before it, so it can be undone.'
                  : `To undo it, import ${report.backup.path} and let what is here go.`}
            </p>
            {report.warnings.map((warning) => (
              <p key={warning} className={styles.warning}>
                <StateMark state="warning" word="Note:" />
                {warning}
              </p>
            ))}
          </>
        )}
      </section>
      {undone || report.mapping === null ? null : <SaveMapping />}
      <RejectedList rejected={report.rejected} total={report.rejectedTotal} />
      {undone ? null : <ImportConflicts report={report} />}
    </>
  );
}
