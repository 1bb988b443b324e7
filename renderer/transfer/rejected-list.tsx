import type { RejectedRecord } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { countOf, formatNumber } from '../parts/format.ts';
import { copyText } from '../shell/copy.ts';
import styles from './rejected-list.module.css';
import { rejectedAsText } from './rejected-text.ts';

interface RejectedListProps {
  readonly rejected: readonly RejectedRecord[];
  readonly total: number;
}

/** Records that cannot be imported, each with where it is and why. */
export function RejectedList({ rejected, total }: RejectedListProps) {
  if (total === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="import-rejected">
      <div className={styles.head}>
        <h2 id="import-rejected">{countOf(total, 'bad record', 'bad records')}</h2>
        <Button onPress={() => void copyText(rejectedAsText(rejected, total), 'the list')}>
          Copy the list
        </Button>
      </div>
      <div className={styles.scroll} role="region" aria-label="Bad records" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Record</th>
              <th scope="col">Title</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map(({ record, where, title, reason }) => (
              <tr key={`${record} ${where} ${reason}`}>
                <td className={styles.record}>
                  {formatNumber(record)}
                  {where === null ? '' : `, ${where}`}
                </td>
                <td>{title ?? '–'}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rejected.length ? <p>… and {formatNumber(total - rejected.length)} more.</p> : null}
    </section>
  );
}
