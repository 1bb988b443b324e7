import { useEffect, useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/checkbox.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { countOf } from '../parts/format.ts';
import { useSearch } from '../search/search-store.ts';
import { useSelection } from '../search/selection-store.ts';
import { useVocabulary } from '../search/vocabulary-store.ts';
import { useStatus } from '../shell/status-store.ts';
import type { ExportScope } from './export-choice.ts';
import { ExportResult } from './export-result.tsx';
import { useExport } from './export-store.ts';
import { RadioChoices } from './radio-choices.tsx';
import { SelectField } from './select-field.tsx';
import { exportFormats } from './transfer-names.ts';
import styles from './transfer-section.module.css';

/** What is to be exported, as what, and what came of it. */
export function ExportSection() {
  const { scope, category, format, byteOrderMark, exporting, report, failure, choose, run } = useExport();
  const { recount, asked } = useExport();
  const heading = useRef<HTMLHeadingElement>(null);
  const categories = useVocabulary((state) => state.category);
  useEffect(() => void recount(), [recount]);
  useEffect(() => {
    if (!asked) return;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'start' });
    useExport.setState({ asked: false });
  }, [asked]);
  const nothing = useNothingToExport();
  return (
    <section className={styles.section} aria-labelledby="transfer-export">
      <h2 id="transfer-export" ref={heading} tabIndex={-1} className={styles.heading}>
        Export
      </h2>
      <div className={styles.choices}>
        <div className={styles.part}>
          <RadioChoices
            label="What"
            value={scope}
            choices={useScopes()}
            onChange={(to) => choose({ scope: to })}
          />
          {scope === 'category' ? (
            <SelectField
              label="Category"
              value={category}
              options={[['', 'choose one'], ...categories.map((name) => [name, name] as const)]}
              onChange={(to) => choose({ category: to })}
            />
          ) : null}
        </div>
        <div className={styles.part}>
          <RadioChoices
            label="As"
            value={format}
            choices={exportFormats.map(([value, name, what]) => ({ value, name, what }))}
            onChange={(to) => choose({ format: to })}
          />
          {format === 'csv' ? (
            <Checkbox isSelected={byteOrderMark} onChange={(to) => choose({ byteOrderMark: to })}>
              For Excel (without this mark it shows umlauts and accents wrong)
            </Checkbox>
          ) : null}
        </div>
      </div>
      <div className={styles.actions}>
        <Button
          look={report === null ? 'primary' : 'plain'}
          isDisabled={exporting || nothing}
          onPress={() => void run()}
        >
          Export…
        </Button>
        {exporting ? <p className={styles.words}>You can go on working meanwhile.</p> : null}
      </div>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={() => void run()} />}
      {report === null ? null : <ExportResult report={report} />}
    </section>
  );
}

/** What can be exported, each with how many entries it is where that is known. */
function useScopes() {
  const { scope, category, counted } = useExport();
  const selected = useSelection((state) => state.ids.size);
  const entries = useStatus((state) => state.status?.entries);
  const query = useSearch((state) => state.text).trim();
  const inWords = (count: number) => countOf(count, 'entry', 'entries');
  const found = (own: ExportScope) =>
    own !== scope || counted === null ? '' : `${inWords(counted.count)}${counted.isExact ? '' : ' or more'}`;
  return [
    {
      value: 'everything',
      name: 'Everything',
      what: entries === undefined ? '' : `${inWords(entries)}, with revisions, links and all else`,
    },
    { value: 'category', name: 'One category', what: category === '' ? '' : found('category') },
    {
      value: 'search',
      name: 'What is searched for now',
      what: query === '' ? 'nothing is searched for' : `“${query}” ${found('search')}`,
      isDisabled: query === '',
    },
    {
      value: 'selected',
      name: 'The selected entries',
      what: selected === 0 ? 'select some in the list with Ctrl or Shift' : inWords(selected),
      isDisabled: selected === 0,
    },
  ] as const;
}

function useNothingToExport(): boolean {
  const { scope, category, counted } = useExport();
  const selected = useSelection((state) => state.ids.size);
  const query = useSearch((state) => state.text).trim();
  if (scope === 'category') return category === '' || counted?.count === 0;
  if (scope === 'search') return query === '' || counted?.count === 0;
  return scope === 'selected' && selected === 0;
}
