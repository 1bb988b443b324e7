import type { DatabaseStatus } from '../../preload/api.ts';
import { formatDuration } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { schemaNumber } from '../shell/places.ts';
import { Checksum } from './checksum.tsx';
import styles from './database-screen.module.css';

/** Every step of the schema: those applied, and those to come. */
export function StepTable({ status: { applied, pending } }: { readonly status: DatabaseStatus }) {
  return (
    <div className={styles.scroll} role="region" aria-label="Steps of the schema" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Name</th>
            <th scope="col">Applied</th>
            <th scope="col">Took</th>
            <th scope="col">Checksum</th>
          </tr>
        </thead>
        <tbody>
          {applied.map(({ version, name, appliedAt, durationMs, checksum }) => (
            <tr key={version}>
              <td>
                <span className={styles.marked}>
                  <StateMark state="good" word="Applied:" />
                  {schemaNumber(version)}
                </span>
              </td>
              <td>{name}</td>
              <td>
                <RelativeTime iso={appliedAt} />
              </td>
              <td>{formatDuration(durationMs)}</td>
              <td>
                <Checksum checksum={checksum} of={version} />
              </td>
            </tr>
          ))}
          {pending.map(({ version, name }) => (
            <tr key={version} className={styles.toCome}>
              <td>
                <span className={styles.marked}>
                  <StateMark state="ahead" word="To come:" />
                  {schemaNumber(version)}
                </span>
              </td>
              <td>{name}</td>
              <td colSpan={3}>to come</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
