import { useMemo } from 'react';
import { diffLines } from '../entry/line-diff.ts';
import type { DiffLine } from '../entry/line-diff.ts';
import { classNames } from '../parts/class-names.ts';
import styles from './import-conflicts.module.css';

/** Two texts in two cells of a table, the lines in which they differ marked. */
export function SideBySide({ here, file }: { readonly here: string; readonly file: string }) {
  const lines = useMemo(() => diffLines(here, file), [here, file]);
  return (
    <>
      <Side lines={lines} own="removed" />
      <Side lines={lines} own="added" />
    </>
  );
}

function Side({ lines, own }: { readonly lines: readonly DiffLine[]; readonly own: 'removed' | 'added' }) {
  const shown = lines
    .map((line, number) => ({ ...line, number }))
    .filter(({ kind }) => kind === 'same' || kind === own);
  return (
    <td>
      {shown.map(({ kind, text, number }) => (
        <div key={number} className={classNames(styles.line, kind !== 'same' && styles.differs)}>
          {text}
        </div>
      ))}
    </td>
  );
}
