import type { SourceLabels } from '../../preload/api.ts';
import { countOf } from '../parts/format.ts';
import { useImport } from './import-store.ts';
import { RadioChoices } from './radio-choices.tsx';
import { WantedForm } from './wanted-form.tsx';
import styles from './wanted-form.module.css';

interface WhichEntriesProps {
  readonly labels: SourceLabels;
  /** All that are there. */
  readonly entries: number;
}

/** All entries of another knowledge base, or only some of them. */
export function WhichEntries({ labels, entries }: WhichEntriesProps) {
  const { wanted, want } = useImport();
  return (
    <section className={styles.which} aria-label="Which entries to import">
      <RadioChoices
        label="Which entries"
        value={wanted.scope}
        choices={[
          { value: 'everything', name: 'Everything', what: countOf(entries, 'entry', 'entries') },
          { value: 'some', name: 'Only some', what: 'by category, tag, time or words' },
        ]}
        onChange={(scope) => want({ scope })}
      />
      {wanted.scope === 'some' ? <WantedForm labels={labels} wanted={wanted} onChange={want} /> : null}
    </section>
  );
}
