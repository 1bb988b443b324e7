import { useFirstRun } from '../first-run/first-run-store.ts';
import { Button } from '../parts/button.tsx';
import { focusPart } from '../shell/focus-parts.ts';
import styles from './sample-searches.module.css';
import { useSearch } from './search-store.ts';

const samples = ['VSAM status 35', 'S0C7', 'sqlcode -805'];

/** Three searches to begin with, once the starter knowledge base has been loaded. */
export function SampleSearches() {
  const justLoaded = useFirstRun((state) => state.justLoaded);
  const setText = useSearch((state) => state.setText);
  if (!justLoaded) return null;
  return (
    <div className={styles.samples}>
      <span>Type what you see on the screen. Try:</span>
      {samples.map((sample) => (
        <Button
          key={sample}
          onPress={() => {
            setText(sample);
            focusPart('box');
          }}
        >
          {sample}
        </Button>
      ))}
    </div>
  );
}
