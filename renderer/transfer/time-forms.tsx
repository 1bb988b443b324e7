import type { MappedField, Mapping } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import styles from './field-changes.module.css';
import { changeOf, fieldOf, withChange, withoutChange } from './mapping-edits.ts';
import { fieldNames, timeForms } from './mapping-words.ts';
import { TextBox } from './text-box.tsx';

const zones = [
  ['UTC', 'everywhere the same'],
  ['local', 'of this computer'],
  ['+01:00', 'an hour ahead of UTC'],
  ['-05:00', 'five hours behind'],
] as const;

interface TimeFormsProps {
  readonly field: MappedField;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** How times are written in the file: the first form that fits is taken. */
export function TimeForms({ field, mapping, onChange }: TimeFormsProps) {
  const time = changeOf(fieldOf(mapping, field), 'time');
  const forms = time?.forms ?? [];
  const zone = time?.zone ?? '';
  const set = (next: readonly string[], nextZone = zone) =>
    onChange(
      next.length === 0
        ? withoutChange(mapping, field, 'time')
        : withChange(mapping, field, {
            do: 'time',
            forms: next,
            ...(nextZone === '' ? {} : { zone: nextZone }),
          }),
    );
  return (
    <>
      <ol aria-label={`Forms of ${fieldNames[field]}: the first that fits`}>
        {numbered(forms).map(({ form, at }) => (
          <li key={at} className={styles.rule}>
            <TextBox
              label="Written like"
              describes={`form ${at + 1}`}
              value={form}
              suggestions={timeForms}
              onChange={(to) => set(forms.with(at, to))}
            />
            <span className={styles.number}>{timeForms.find(([known]) => known === form)?.[1] ?? ''}</span>
            <Button look="link" onPress={() => set(forms.toSpliced(at, 1))}>
              remove<span className="visually-hidden"> form {at + 1}</span>
            </Button>
          </li>
        ))}
      </ol>
      <div className={styles.rule}>
        <Button onPress={() => set([...forms, 'iso'])}>Add a form of time</Button>
        {forms.length === 0 ? null : (
          <TextBox
            label="In the time zone"
            value={zone}
            placeholder="UTC"
            suggestions={zones}
            onChange={(to) => set(forms, to)}
          />
        )}
      </div>
    </>
  );
}

function numbered(forms: readonly string[]) {
  return forms.map((form, at) => ({ form, at }));
}
