import type { UpgradeReport } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { formatDuration, formatNumber } from '../parts/format.ts';
import { PathWithCopy } from '../parts/path-with-copy.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { showDatabaseTab } from '../database/database-tab-store.ts';
import { places } from '../shell/places.ts';
import { CheckList } from './check-list.tsx';
import { KeptList } from './kept-list.tsx';
import { RehearsalFindings } from './rehearsal-panel.tsx';
import { reportHeadline } from './report-words.ts';
import styles from './report-view.module.css';
import { byTable } from './table-words.ts';

/** How an upgrade or a rollback ended: whether all is safe, then what was done, then the details. */
export function ReportView({ report }: { readonly report: UpgradeReport }) {
  const { failure, backup, kept, broughtBack, conflicts, seeded, durationMs, checklist } = report;
  return (
    <div className={styles.report}>
      <div className={failure === null ? styles.done : styles.failed} role={failure ? 'alert' : 'status'}>
        <p className={styles.headline}>
          <StateMark
            state={failure === null ? 'good' : 'bad'}
            word={failure === null ? 'Done:' : 'Not done:'}
          />
          {reportHeadline(report)}
        </p>
        {failure === null ? null : (
          <>
            <p>{failure.message}</p>
            <p>{failure.recovery}</p>
          </>
        )}
      </div>
      <Unlocked report={report} />
      {backup === null ? null : (
        <section className={styles.part} aria-labelledby="report-backup">
          <h3 id="report-backup">
            {backup.verified ? 'Backup made before, verified' : 'Backup made before'}
          </h3>
          <PathWithCopy path={backup.path} />
        </section>
      )}
      {byTable(kept).length > 0 ? (
        <section className={styles.part} aria-labelledby="report-kept">
          <h3 id="report-kept">Kept, and back with the next upgrade</h3>
          <KeptList kept={kept} label="What is kept" />
        </section>
      ) : null}
      {byTable(broughtBack).length > 0 ? (
        <section className={styles.part} aria-labelledby="report-back">
          <h3 id="report-back">Brought back</h3>
          <KeptList kept={broughtBack} label="What was brought back" />
        </section>
      ) : null}
      {conflicts > 0 ? (
        <section className={styles.part} aria-labelledby="report-conflicts">
          <h3 id="report-conflicts">
            {conflicts === 1
              ? '1 row could not simply come back'
              : `${formatNumber(conflicts)} rows could not simply come back`}
          </h3>
          <p>Nothing is lost: both sides are kept until you choose.</p>
          <div>
            <Button onPress={() => showDatabaseTab('schema')}>Look at both sides</Button>
          </div>
        </section>
      ) : null}
      {seeded > 0 ? <p>{formatNumber(seeded)} test entries were added, with the tag test-data.</p> : null}
      <Details report={report} hasChecks={checklist.length > 0} took={formatDuration(durationMs)} />
    </div>
  );
}

/** The places that an upgrade has unlocked. */
function Unlocked({ report: { direction, failure, results } }: { readonly report: UpgradeReport }) {
  const unlocked = places.filter(({ since }) => results.some(({ version }) => version === since?.step));
  if (direction === 'down' || failure !== null || unlocked.length === 0) return null;
  return <p>Unlocked: {unlocked.map(({ name }) => name).join(', ')}.</p>;
}

interface DetailsProps {
  readonly report: UpgradeReport;
  readonly hasChecks: boolean;
  readonly took: string;
}

function Details({ report: { summary, results, checklist, rehearsal }, hasChecks, took }: DetailsProps) {
  return (
    <Disclosure summary={`Details; it took ${took}`}>
      <div className={styles.report}>
        {summary.length === 0 ? null : (
          <ul className={styles.summary}>
            {summary.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {results.length === 0 ? null : (
          <ul aria-label="Steps">
            {results.map(({ version, name, success, durationMs, error }) => (
              <li key={version} className={styles.step}>
                <StateMark state={success ? 'good' : 'bad'} word={success ? 'Done:' : 'Failed:'} />
                <span>
                  {version.slice(0, 3)} {name}, {formatDuration(durationMs)}
                  {error === null ? '' : `: ${error.message}`}
                </span>
              </li>
            ))}
          </ul>
        )}
        {hasChecks ? <CheckList checks={checklist} label="Checklist" /> : null}
        {rehearsal === null ? null : <RehearsalFindings rehearsal={rehearsal} />}
      </div>
    </Disclosure>
  );
}
