import type { ImportPreview } from '../../preload/api.ts';
import { countOf, formatNumber } from '../parts/format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { problemWords } from './mapping-words.ts';
import styles from './problem-list.module.css';

/** What is wrong in the records that were looked at, each kind once with how often it occurs and an example. */
export function ProblemList({ preview }: { readonly preview: ImportPreview }) {
  const { problems, looked, complete } = preview;
  const where = `${complete ? 'all' : 'the first'} ${countOf(looked, 'record', 'records')}`;
  return (
    <section className={styles.section} aria-labelledby="import-problems">
      <h2 id="import-problems">Problems</h2>
      {problems.length === 0 ? (
        <p className={styles.none} role="status">
          <StateMark state="good" word="Good:" />
          None in {where}.
        </p>
      ) : (
        <>
          <p role="status">In {where}. Bad records can be left out later.</p>
          <ul className={styles.list} aria-label="Problems by kind">
            {problems.map(({ kind, field, count, example, record }) => (
              <li key={`${kind} ${field}`} className={styles.problem}>
                <span className={styles.count}>{formatNumber(count)} ×</span>
                <span>
                  <strong className={styles.kind}>{problemWords(kind, field)}</strong>, as in record{' '}
                  {formatNumber(record)}: {example}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
