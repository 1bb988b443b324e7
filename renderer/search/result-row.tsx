import { memo } from 'react';
import type { MouseEvent } from 'react';
import { classNames } from '../parts/class-names.ts';
import { entryLabel } from '../parts/format.ts';
import { Highlighted } from '../parts/highlighted.tsx';
import { Icon } from '../parts/icon.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { SeverityMark } from '../parts/severity-mark.tsx';
import styles from './result-row.module.css';
import type { ResultRow } from './result-rows.ts';
import { rowElementId } from './row-element-id.ts';

interface ResultRowViewProps {
  readonly row: ResultRow;
  readonly index: number;
  readonly total: number;
  readonly top: number;
  readonly isSelected: boolean;
  /** Whether it is one of the rows that were picked; null where none was. */
  readonly isPicked: boolean | null;
  readonly onPress: (event: MouseEvent) => void;
  readonly onOpen: () => void;
}

/** One row: severity and title, and below them why it is here. */
export const ResultRowView = memo(function ResultRowView(props: ResultRowViewProps) {
  const { row, index, total, top, isSelected, isPicked, onPress, onOpen } = props;
  return (
    <div
      id={rowElementId(index)}
      role="option"
      aria-selected={isPicked ?? isSelected}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-index={index}
      className={classNames(
        styles.row,
        isSelected && styles.selected,
        isPicked && styles.picked,
        row.archived && styles.archived,
      )}
      style={{ top }}
      onClick={onPress}
      onDoubleClick={onOpen}
    >
      <span className={styles.mark}>
        <SeverityMark severity={row.severity} />
      </span>
      {isPicked ? (
        <span className={styles.check}>
          <Icon name="check" />
        </span>
      ) : null}
      <span className={styles.title}>
        <Highlighted text={row.title} ranges={row.titleHighlights} />
      </span>
      <span className={styles.why}>
        {row.why === '' ? (
          <RelativeTime iso={row.updatedAt} />
        ) : (
          <Highlighted text={row.why} ranges={row.whyHighlights} />
        )}
      </span>
      <span className={styles.label}>
        <span className={styles.category}>
          {row.archived ? 'archived · ' : null}
          {row.category}
        </span>
        <span className={styles.severity} aria-hidden>
          {` · ${row.severity}`}
        </span>
        <span> · {entryLabel(row.number)}</span>
      </span>
    </div>
  );
});
