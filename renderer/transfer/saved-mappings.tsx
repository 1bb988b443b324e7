import { useEffect } from 'react';
import type { Mapping, SourceColumn } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { useImport } from './import-store.ts';
import { useMappings } from './mappings-store.ts';
import styles from './saved-mappings.module.css';

interface SavedMappingsProps {
  readonly columns: readonly SourceColumn[];
  readonly mapping: Mapping;
}

/** Mappings from earlier imports that fit this file. */
export function SavedMappings({ columns, mapping }: SavedMappingsProps) {
  const { fitting, findFitting, remove } = useMappings();
  const map = useImport((state) => state.map);
  const names = columns.map(({ name }) => name).join('\n');
  useEffect(() => void findFitting(names.split('\n')), [findFitting, names]);
  const others = fitting.filter((saved) => JSON.stringify(saved.mapping) !== JSON.stringify(mapping));
  if (others.length === 0) return null;
  return (
    <section className={styles.saved} aria-label="Saved mappings that fit">
      <p>You have matched up such a file before:</p>
      <ul>
        {others.map((saved) => (
          <li key={saved.name} className={styles.line}>
            <Button onPress={() => map(saved.mapping)}>Use “{saved.name}”</Button>
            <span className={styles.when}>
              saved <RelativeTime iso={saved.savedAt} />
            </span>
            <Button look="link" onPress={() => void remove(saved.name)}>
              delete it<span className="visually-hidden">: {saved.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
