import { formatSize } from '../parts/format.ts';
import styles from './space-bar.module.css';

interface SpaceBarProps {
  readonly neededBytes: number;
  readonly freeBytes: number;
}

/** How much of the free disk space an upgrade needs at its peak. */
export function SpaceBar({ neededBytes, freeBytes }: SpaceBarProps) {
  const enough = neededBytes <= freeBytes;
  const words = enough
    ? `Needs ${formatSize(neededBytes)} for a while; ${formatSize(freeBytes)} are free.`
    : `Needs ${formatSize(neededBytes)}, and only ${formatSize(freeBytes)} are free. Free ${formatSize(neededBytes - freeBytes)} first.`;
  return (
    <div className={styles.space}>
      <meter
        className={enough ? styles.meter : styles.tooLittle}
        min={0}
        max={Math.max(freeBytes, neededBytes, 1)}
        value={neededBytes}
        aria-label="Disk space needed of what is free"
      />
      <span className={enough ? undefined : styles.words}>{words}</span>
    </div>
  );
}
