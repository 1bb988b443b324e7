import styles from './check-panel.module.css';
import { useWantedParts } from './use-wanted-parts.ts';

/** Which entries of another knowledge base this is about, where it is not about all of them. */
export function WantedLine() {
  const parts = useWantedParts();
  return parts.length === 0 ? null : <p className={styles.wanted}>Only some of it: {parts.join(' · ')}</p>;
}
