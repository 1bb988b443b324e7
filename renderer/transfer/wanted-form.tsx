import type { SourceLabels } from '../../preload/api.ts';
import { TagsField } from '../editor/tags-field.tsx';
import { Field } from '../parts/field.tsx';
import { formatNumber } from '../parts/format.ts';
import { daysAreReversed } from './wanted-entries.ts';
import type { WantedEntries } from './wanted-entries.ts';
import styles from './wanted-form.module.css';

/** Years that a day can be typed with. */
const [firstDay, lastDay] = ['1000-01-01', '9999-12-30'];

interface WantedFormProps {
  readonly labels: SourceLabels;
  readonly wanted: WantedEntries;
  readonly onChange: (change: Partial<WantedEntries>) => void;
}

/** What an entry of another knowledge base has to fit to be imported. */
export function WantedForm({ labels, wanted, onChange }: WantedFormProps) {
  const reversed = daysAreReversed(wanted);
  return (
    <>
      <div className={styles.form}>
        <Field label="Category">
          {(links) => (
            <select
              {...links}
              className={styles.select}
              value={wanted.category}
              onChange={(event) => onChange({ category: event.target.value })}
            >
              <option value="">any</option>
              {labels.categories.map(({ value, count }) => (
                <option key={value} value={value}>
                  {value} ({formatNumber(count)})
                </option>
              ))}
            </select>
          )}
        </Field>
        <TagsField
          label="Any of these tags"
          listLabel="Tags of which an entry has one"
          tags={wanted.tags}
          proposals={labels.tags.map(({ value }) => value)}
          problem={undefined}
          onChange={(tags) => onChange({ tags })}
        />
        <div className={styles.days}>
          <Field label="Changed since">
            {(links) => (
              <input
                {...links}
                type="date"
                min={firstDay}
                max={lastDay}
                value={wanted.since}
                onChange={(event) => onChange({ since: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Changed until"
            hint="The whole of that day."
            problem={reversed ? 'This day is before the first one.' : undefined}
          >
            {(links) => (
              <input
                {...links}
                type="date"
                min={firstDay}
                max={lastDay}
                value={wanted.until}
                onChange={(event) => onChange({ until: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label="Words" hint="As in the search: all of them must be there.">
          {(links) => (
            <input
              {...links}
              autoComplete="off"
              spellCheck={false}
              placeholder="status 35"
              value={wanted.words}
              onChange={(event) => onChange({ words: event.target.value })}
            />
          )}
        </Field>
      </div>
      <p className={styles.hint}>
        An entry has to fit all that is filled in. Its earlier revisions, its links and what they lead to come
        along. The check says how many entries these are.
      </p>
    </>
  );
}
