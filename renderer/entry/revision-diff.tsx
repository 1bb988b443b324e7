import { useMemo } from 'react';
import { changedFields } from '../editor/draft.ts';
import type { DraftFields } from '../editor/draft.ts';
import { classNames } from '../parts/class-names.ts';
import { fieldNames, fieldText } from './field-text.ts';
import { diffLines } from './line-diff.ts';
import type { DiffLine } from './line-diff.ts';
import styles from './revision-diff.module.css';

const signs = { same: '', removed: 'removed: ', added: 'added: ' } as const;

interface RevisionDiffProps {
  readonly before: DraftFields;
  readonly after: DraftFields;
}

/** The fields in which two states of an entry differ, line by line. */
export function RevisionDiff({ before, after }: RevisionDiffProps) {
  const changed = useMemo(() => changedFields(before, after), [before, after]);
  if (changed.length === 0) return <p>Nothing of the text: it was archived, or its metadata changed.</p>;
  return (
    <>
      {changed.map((field) => (
        <section key={field} className={styles.field} aria-label={fieldNames[field]}>
          <h3>{fieldNames[field]}</h3>
          <FieldDiff before={fieldText(before, field)} after={fieldText(after, field)} />
        </section>
      ))}
    </>
  );
}

function numbered(lines: readonly DiffLine[]) {
  return lines.map((line, number) => ({ ...line, number }));
}

function FieldDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = useMemo(() => numbered(diffLines(before, after)), [before, after]);
  return (
    <div className={styles.lines}>
      {lines.map((line) => (
        <div key={line.number} className={classNames(styles.line, styles[line.kind])}>
          <span className="visually-hidden">{signs[line.kind]}</span>
          {line.text}
        </div>
      ))}
    </div>
  );
}
