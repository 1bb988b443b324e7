import type { ImportReport } from '../../preload/api.ts';
import { Checkbox } from '../parts/checkbox.tsx';
import { countOf } from '../parts/format.ts';
import styles from './check-panel.module.css';
import { importFile } from './import-file.ts';
import { useImportRun } from './import-run-store.ts';
import { RadioChoices } from './radio-choices.tsx';
import { useWantedParts } from './use-wanted-parts.ts';

/** How the import goes about it. */
export function ImportChoices({ report }: { readonly report: ImportReport }) {
  const { mode, onBadRecord, backup, check, choose } = useImportRun();
  const isSome = useWantedParts().length > 0;
  const taken = isSome ? 'what you asked for' : 'the file';
  const checkAs = (to: typeof mode) => {
    const file = importFile();
    if (file !== null) void check(file, to);
  };
  return (
    <section className={styles.choices} aria-label="How to import">
      <RadioChoices
        label="What is here already"
        value={mode}
        choices={[
          { value: 'merge', name: 'Stays', what: 'new entries are added, older ones updated' },
          { value: 'replace', name: 'Goes', what: `${taken} takes the place of everything that is here` },
        ]}
        onChange={checkAs}
      />
      {report.rejectedTotal === 0 ? null : (
        <RadioChoices
          label={`The ${countOf(report.rejectedTotal, 'bad record', 'bad records')}`}
          value={onBadRecord}
          choices={[
            { value: 'skip', name: 'Leave out', what: 'the rest is imported' },
            { value: 'stop', name: 'Import nothing', what: 'until the file is mended' },
          ]}
          onChange={(to) => choose({ onBadRecord: to })}
        />
      )}
      {mode === 'replace' ? (
        <p className={styles.hint}>A verified backup is made first, so that this can be undone.</p>
      ) : (
        <Checkbox isSelected={backup} onChange={(to) => choose({ backup: to })}>
          Back up first, so that this can be undone
        </Checkbox>
      )}
    </section>
  );
}
