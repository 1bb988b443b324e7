import { useId, useState } from 'react';
import type { FieldMapping, MappedField, Mapping, SourceColumn } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { FieldChanges } from './field-changes.tsx';
import styles from './field-row.module.css';
import { fieldOf, withColumn } from './mapping-edits.ts';
import { changeWords, fieldHints, fieldNames, neededFields } from './mapping-words.ts';
import { SelectField } from './select-field.tsx';
import { sideText } from './side-text.ts';

interface FieldRowProps {
  readonly field: MappedField;
  readonly mapping: Mapping;
  readonly columns: readonly SourceColumn[];
  readonly onChange: (mapping: Mapping) => void;
}

/** One field of an entry: the columns that it comes from, and what is done to them on the way. */
export function FieldRow({ field, mapping, columns, onChange }: FieldRowProps) {
  const id = useId();
  const own = fieldOf(mapping, field);
  const { from, change = [] } = own;
  const name = fieldNames[field];
  const free = columns.filter((column) => !from.includes(column.name));
  const isFilled = from.length > 0 || own.otherwise !== undefined;
  const isMissing = neededFields.has(field) && !isFilled;
  const touched = isFilled || change.length > 0 || isMissing;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.row} role="group" aria-labelledby={id}>
      <h3 id={id} className={styles.name}>
        {name}
      </h3>
      <div className={styles.controls}>
        <div className={styles.columns}>
          {from.map((column, at) => (
            <SelectField
              key={column}
              isLabelHidden
              label={from.length === 1 ? `Column for ${name}` : `Column ${at + 1} for ${name}`}
              value={column}
              options={[
                ['', 'no column'],
                [column, column],
                ...free.map((other) => [other.name, other.name] as const),
              ]}
              onChange={(to) => onChange(withColumn(mapping, field, at, to === '' ? null : to))}
            />
          ))}
          {free.length === 0 ? null : (
            <SelectField
              isLabelHidden
              isNarrow={from.length > 0}
              label={from.length === 0 ? `Column for ${name}` : `One more column for ${name}`}
              value=""
              options={[
                ['', from.length === 0 ? 'no column' : '+'],
                ...free.map((other) => [other.name, other.name] as const),
              ]}
              onChange={(to) =>
                to === '' ? undefined : onChange(withColumn(mapping, field, from.length, to))
              }
            />
          )}
          {isFilled ? null : (
            <span className={isMissing ? styles.missing : styles.hint}>{fieldHints[field]}</span>
          )}
          {touched ? (
            <Button
              look="quiet"
              aria-expanded={isOpen}
              aria-label={`Changes of ${name}: ${changesInWords(own)}`}
              onPress={() => setIsOpen(!isOpen)}
            >
              <span aria-hidden>{isOpen ? '▾' : '▸'}</span>
              <span className={styles.words}>{changesInWords(own)}</span>
            </Button>
          ) : null}
        </div>
        {touched && isOpen ? (
          <FieldChanges field={field} mapping={mapping} columns={columns} onChange={onChange} />
        ) : null}
      </div>
    </div>
  );
}

function changesInWords({ change = [], otherwise }: FieldMapping): string {
  const words = change.map(changeWords);
  const all = otherwise === undefined ? words : [...words, `otherwise “${sideText(otherwise)}”`];
  return all.length === 0 ? 'taken as it is' : all.join(', ');
}
