import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { classNames } from '../parts/class-names.ts';
import radio from '../parts/radio.module.css';
import { severities, SeverityMark } from '../parts/severity-mark.tsx';
import { CategoryField } from './category-field.tsx';
import type { DraftField, DraftFields } from './draft.ts';
import styles from './label-fields.module.css';
import { TagsField } from './tags-field.tsx';

interface LabelFieldsProps {
  readonly fields: DraftFields;
  readonly problemOf: (field: DraftField) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
}

/** Category, severity and tags: what an entry is filed under. */
export function LabelFields({ fields, problemOf, onChange }: LabelFieldsProps) {
  return (
    <div className={styles.labels}>
      <CategoryField
        value={fields.category}
        problem={problemOf('category')}
        onChange={(category) => onChange({ category })}
      />
      <RadioGroup
        className={classNames(radio.group, styles.severities)}
        value={fields.severity}
        onChange={(value) => {
          const severity = severities.find((known) => known === value);
          if (severity) onChange({ severity });
        }}
      >
        <Label className={classNames(radio.legend)}>Severity</Label>
        {severities.map((severity) => (
          <RadioField key={severity} value={severity}>
            <RadioButton className={classNames(radio.choice)}>
              <span className={radio.dot} />
              <SeverityMark severity={severity} showWord />
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      <TagsField tags={fields.tags} problem={problemOf('tags')} onChange={(tags) => onChange({ tags })} />
    </div>
  );
}
