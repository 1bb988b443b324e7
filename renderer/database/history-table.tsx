import type { HistoryEvent } from '../../preload/api.ts';
import { formatDuration } from '../parts/format.ts';
import { RelativeTime } from '../parts/relative-time.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { schemaNumber } from '../shell/places.ts';
import styles from './database-screen.module.css';

/** Every step that was applied or undone, or that failed, newest first. */
export function HistoryTable({ events }: { readonly events: readonly HistoryEvent[] }) {
  return (
    <section className={styles.section} aria-labelledby="schema-history">
      <h2 id="schema-history">What was done</h2>
      <div className={styles.scroll} role="region" aria-label="History of the schema" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">By</th>
              <th scope="col">Took</th>
              <th scope="col">With</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={`${event.at} ${event.version} ${event.direction}`}>
                <td>
                  <RelativeTime iso={event.at} />
                </td>
                <td>
                  <span className={styles.marked}>
                    <StateMark
                      state={event.outcome === 'done' ? 'good' : 'bad'}
                      word={event.outcome === 'done' ? 'Done:' : 'Failed:'}
                    />
                    <span>
                      {whatHappened(event)}
                      {event.error === null ? null : <span className={styles.error}>{event.error}</span>}
                    </span>
                  </span>
                </td>
                <td>{event.actor}</td>
                <td>{formatDuration(event.durationMs)}</td>
                <td>Abendbook {event.appVersion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function whatHappened({ direction, outcome, version, name }: HistoryEvent): string {
  const step = `${schemaNumber(version)} ${name}`;
  if (outcome === 'failed')
    return direction === 'up' ? `could not be applied: ${step}` : `could not be undone: ${step}`;
  return direction === 'up' ? `applied: ${step}` : `undone: ${step}`;
}
