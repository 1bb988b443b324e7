import type { KeptConflict } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { countOf } from '../parts/format.ts';
import { useReadOnly } from '../shell/status-store.ts';
import { conflictFields, conflictName } from './conflict-fields.ts';
import styles from './conflict-list.module.css';
import { useSchemaHistory } from './schema-history-store.ts';

/** Kept rows that could not simply come back, both sides of each beside each other. */
export function ConflictList({ conflicts }: { readonly conflicts: readonly KeptConflict[] }) {
  return (
    <section className={styles.section} aria-labelledby="schema-conflicts">
      <h2 id="schema-conflicts">{countOf(conflicts.length, 'row waits', 'rows wait')} for your choice</h2>
      <p>Something else stands there since the rollback. Both are kept until you choose.</p>
      <ul className={styles.list}>
        {conflicts.map((conflict) => (
          <Conflict key={conflict.id} conflict={conflict} />
        ))}
      </ul>
    </section>
  );
}

function Conflict({ conflict }: { readonly conflict: KeptConflict }) {
  const settle = useSchemaHistory((state) => state.settle);
  const readOnly = useReadOnly();
  const fields = conflictFields(conflict);
  const name = conflictName(conflict);
  return (
    <li className={styles.conflict} aria-label={name}>
      <h3>{name}</h3>
      <p>{conflict.reason}</p>
      <div className={styles.scroll} role="region" aria-label={`Both sides of ${name}`} tabIndex={0}>
        <table className={styles.sides}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Kept</th>
              <th scope="col">There now</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, kept, present, differs }) => (
              <tr key={field} className={differs ? styles.differs : undefined}>
                <th scope="row">{field}</th>
                <td>{kept ?? '–'}</td>
                <td>{present ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.actions}>
        <Button isDisabled={readOnly} onPress={() => void settle(conflict, 'kept')}>
          Use the kept value
        </Button>
        <Button isDisabled={readOnly} onPress={() => void settle(conflict, 'present')}>
          {conflict.present === null ? 'Let the kept row go' : 'Keep what is there'}
        </Button>
      </div>
    </li>
  );
}
