import { useEffect, useRef } from 'react';
import type { ImportReport } from '../../preload/api.ts';
import { StateMark } from '../parts/state-mark.tsx';
import styles from './check-panel.module.css';
import { checkHeadline } from './import-words.ts';
import { ImportChoices } from './import-choices.tsx';
import { ImportConflicts } from './import-conflicts.tsx';
import { OtherTables } from './other-tables.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { RejectedList } from './rejected-list.tsx';
import { useWantedParts } from './use-wanted-parts.ts';
import { WantedLine } from './wanted-line.tsx';

/** What would happen, found out from the whole file, and the choices that are left. */
export function CheckPanel({ report }: { readonly report: ImportReport }) {
  const isSome = useWantedParts().length > 0;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [report]);
  return (
    <>
      <section className={styles.section} aria-labelledby="import-check">
        <h2 id="import-check" ref={heading} tabIndex={-1} className={styles.heading}>
          {checkHeadline(report, isSome)}
        </h2>
        <WantedLine />
        <OutcomeBar report={report} />
        <OtherTables report={report} />
        {report.warnings.map((warning) => (
          <p key={warning} className={styles.warning}>
            <StateMark state="warning" word="Note:" />
            {warning}
          </p>
        ))}
      </section>
      <ImportChoices report={report} />
      <RejectedList rejected={report.rejected} total={report.rejectedTotal} />
      <ImportConflicts report={report} />
    </>
  );
}
