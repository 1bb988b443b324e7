import { useState } from 'react';
import type { ImportConflict, ImportReport } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { countOf, formatNumber } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import styles from './import-conflicts.module.css';
import { fieldWord } from './mapping-words.ts';
import { SideBySide } from './side-by-side.tsx';
import { sideText } from './side-text.ts';

const shownFirst = 20;

interface ImportConflictsProps {
  readonly report: Pick<ImportReport, 'conflicts' | 'conflictsTotal' | 'dryRun'>;
}

/** Entries that were changed on both sides, each with both. */
export function ImportConflicts({ report }: ImportConflictsProps) {
  const { conflicts, conflictsTotal, dryRun } = report;
  const [all, setAll] = useState(false);
  if (conflictsTotal === 0) return null;
  const shown = all ? conflicts : conflicts.slice(0, shownFirst);
  const hidden = conflicts.length - shown.length;
  return (
    <section className={styles.section} aria-labelledby="import-conflicts">
      <h2 id="import-conflicts">{countOf(conflictsTotal, 'entry', 'entries')} changed on both sides</h2>
      <p>
        The newer side {dryRun ? 'will stand' : 'stands'}. An older one from here {dryRun ? 'goes' : 'went'}{' '}
        into the entry’s history; an older one from the file stays in the file.
      </p>
      <ul className={styles.list}>
        {shown.map((conflict, at) => (
          <Conflict
            key={`${conflict.record} ${conflict.id}`}
            conflict={conflict}
            isOpen={at === 0}
            dryRun={dryRun}
          />
        ))}
      </ul>
      {hidden > 0 ? (
        <div>
          <Button onPress={() => setAll(true)}>Show {formatNumber(hidden)} more</Button>
        </div>
      ) : null}
      {conflictsTotal > conflicts.length ? (
        <p>… and {formatNumber(conflictsTotal - conflicts.length)} that are not listed.</p>
      ) : null}
    </section>
  );
}

interface ConflictProps {
  readonly conflict: ImportConflict;
  readonly isOpen: boolean;
  readonly dryRun: boolean;
}

function Conflict({ conflict, isOpen, dryRun }: ConflictProps) {
  const { title, took, sameBy, fields, hereUpdatedAt, fileUpdatedAt } = conflict;
  const stands = `${took === 'here' ? 'the one here' : 'the one in the file'} ${dryRun ? 'will stand' : 'stands'}`;
  return (
    <li>
      <details open={isOpen} className={styles.conflict}>
        <summary className={styles.summary}>
          <span className={styles.title}>{title}</span>{' '}
          <span className={styles.faint}>
            {stands}: it is newer{sameBy === 'content' ? ' (found by its text: its id differs)' : ''}
          </span>
        </summary>
        <div className={styles.scroll} role="region" aria-label={`Both sides of ${title}`} tabIndex={0}>
          <table className={styles.sides}>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">
                  Here, changed <RelativeTime iso={hereUpdatedAt} />
                </th>
                <th scope="col">
                  In the file
                  {fileUpdatedAt === null ? null : (
                    <>
                      , changed <RelativeTime iso={fileUpdatedAt} />
                    </>
                  )}
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ field, here, file }) => (
                <tr key={field}>
                  <th scope="row">{fieldWord(field)}</th>
                  <SideBySide here={sideText(here)} file={sideText(file)} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </li>
  );
}
