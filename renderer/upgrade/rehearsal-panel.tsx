import type { RehearsalReport } from '../../preload/api.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { formatDuration, formatNumber } from '../parts/format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { CheckList } from './check-list.tsx';
import { LeftOut } from './left-out.tsx';
import styles from './panels.module.css';
import { Forecast } from './plan-panel.tsx';
import { tableName } from './table-words.ts';
import { stepState } from './wizard-path.ts';
import type { Prepared } from './wizard-path.ts';

/** The trial on a copy, and what it found. */
export function RehearsalPanel({ prepared }: { readonly prepared: Prepared }) {
  if (stepState('rehearsal', prepared) === 'skipped') return <LeftOut what="rehearses no upgrade" />;
  const rehearsal = prepared.plan?.rehearsal ?? null;
  if (rehearsal === null) {
    return (
      <p>
        The whole upgrade is tried on a copy of the backup. Rows are counted before and after, and searches
        must answer as they do now. The copy is deleted afterwards; your knowledge base is not touched.
      </p>
    );
  }
  return (
    <>
      <p className={styles.verdict}>
        <StateMark state={rehearsal.ok ? 'good' : 'bad'} word={rehearsal.ok ? 'Well:' : 'Not well:'} />
        <span>
          {rehearsal.ok
            ? `The upgrade went well on the copy, in ${formatDuration(rehearsal.durationMs)}.`
            : 'The upgrade did not go well on the copy. Your knowledge base was not changed.'}
        </span>
      </p>
      <RehearsalFindings rehearsal={rehearsal} />
      <Forecast prepared={prepared} />
    </>
  );
}

/** What a rehearsal found: its checks, rows before and after, and the speed of searches where it was measured. */
export function RehearsalFindings({ rehearsal }: { readonly rehearsal: RehearsalReport }) {
  const { checks, tables, performance } = rehearsal;
  const differing = tables.filter(({ before, after }) => before !== after).length;
  return (
    <>
      <CheckList checks={checks} label="Rehearsal" />
      {performance === null ? null : (
        <p>
          A search took {formatDuration(performance.beforeMs)} before and{' '}
          {formatDuration(performance.afterMs)} after.
        </p>
      )}
      {tables.length === 0 ? null : (
        <Disclosure
          summary={
            differing === 0
              ? `Rows before and after: equal in all ${formatNumber(tables.length)} tables`
              : `Rows before and after: ${formatNumber(differing)} of ${formatNumber(tables.length)} tables differ`
          }
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Table</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {tables.map(({ table, before, after }) => (
                <tr key={table} className={before === after ? undefined : styles.differs}>
                  <td>{tableName(table)}</td>
                  <td>{formatNumber(before)}</td>
                  <td>{formatNumber(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Disclosure>
      )}
    </>
  );
}
