import { RelativeTime } from '../parts/relative-time.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { PathWithCopy } from '../parts/path-with-copy.tsx';
import { LeftOut } from './left-out.tsx';
import styles from './panels.module.css';
import type { Prepared } from './wizard-path.ts';

/** The backup that everything can be brought back from. */
export function BackupPanel({ prepared: { plan, options } }: { readonly prepared: Prepared }) {
  if (options?.skipBackups) return <LeftOut what="makes no backup before an upgrade" />;
  const backup = plan?.backup ?? null;
  if (backup === null) {
    return (
      <p>
        Your knowledge base is copied while you go on working. The copy is opened again and checked before it
        counts as a backup.
      </p>
    );
  }
  return (
    <>
      <p className={styles.verdict}>
        <StateMark state="good" word="Done:" />
        <span>
          There is a verified backup of exactly what your knowledge base holds now, made{' '}
          <RelativeTime iso={backup.createdAt} />.
        </span>
      </p>
      <PathWithCopy path={backup.path} />
    </>
  );
}
