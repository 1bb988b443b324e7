import { useBackups } from '../database/backups-store.ts';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { countOf } from '../parts/format.ts';
import { PathWithCopy } from '../parts/path-with-copy.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { rowsInWords } from '../upgrade/table-words.ts';
import styles from './recovery-screen.module.css';
import { useSalvage } from './salvage-store.ts';

/** What was salvaged, and what to do with it. */
export function SalvageResult() {
  const report = useSalvage((state) => state.report);
  const askToRestore = useBackups((state) => state.askToRestore);
  if (report === null) return null;
  const { path, entries, problems, tables } = report;
  return (
    <section className={styles.backups} aria-labelledby="recovery-salvaged">
      <h2 id="recovery-salvaged">{countOf(entries, 'entry was', 'entries were')} salvaged</h2>
      <PathWithCopy path={path} />
      {problems.length === 0 ? (
        <p>Everything could be read.</p>
      ) : (
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <Disclosure summary="Table by table">
        <ul>
          {tables.map(({ table, rows, complete }) => (
            <li key={table} className={styles.table}>
              <StateMark state={complete ? 'good' : 'warning'} word={complete ? 'All:' : 'Not all:'} />
              {rowsInWords({ table, rows })}
            </li>
          ))}
        </ul>
      </Disclosure>
      <Button onPress={() => void askToRestore(path)}>Put it in the place of the damaged file…</Button>
    </section>
  );
}
