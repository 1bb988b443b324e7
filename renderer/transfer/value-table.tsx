import { useMemo } from 'react';
import type { MappedField, Mapping, SourceColumn } from '../../preload/api.ts';
import { Button } from '../parts/button.tsx';
import { formatNumber } from '../parts/format.ts';
import { severities } from '../parts/severity-mark.tsx';
import styles from './field-changes.module.css';
import { fieldOf } from './mapping-edits.ts';
import { fieldNames } from './mapping-words.ts';
import { SelectField } from './select-field.tsx';
import { TextBox } from './text-box.tsx';
import { asRules, lookedUp, withLookup } from './value-lookup.ts';
import { valuesFound } from './values-found.ts';

interface ValueTableProps {
  readonly field: MappedField;
  readonly mapping: Mapping;
  readonly columns: readonly SourceColumn[];
  readonly onChange: (mapping: Mapping) => void;
}

const severityOptions = [
  ['', 'as it is'],
  ...severities.map((severity) => [severity, severity] as const),
] as const;
const archivedOptions = [
  ['', 'as it is'],
  ['true', 'yes'],
  ['false', 'no'],
] as const;

/** Each value that the file has for a field, with what it becomes. */
export function ValueTable({ field, mapping, columns, onChange }: ValueTableProps) {
  const own = fieldOf(mapping, field);
  const values = useMemo(() => valuesFound(own, columns), [own, columns]);
  const counted = values.some(({ count }) => count !== null);
  if (values.length === 0) return null;
  return (
    <>
      <div className={styles.lines} role="region" aria-label={`Values of ${fieldNames[field]}`} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">In the file</th>
              {counted ? <th scope="col">Times</th> : null}
              <th scope="col">Becomes</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ value, count }) => (
              <tr key={value}>
                <th scope="row">{value}</th>
                {counted ? (
                  <td className={styles.number}>{count === null ? '' : formatNumber(count)}</td>
                ) : null}
                <td>
                  <Becomes
                    field={field}
                    value={value}
                    becomes={lookedUp(own, value)}
                    onChange={(to) => onChange(withLookup(mapping, field, value, to))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {field === 'severity' ? (
        <div>
          <Button look="link" onPress={() => onChange(asRules(mapping, field))}>
            Use rules such as “contains” or “is at least”
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface BecomesProps {
  readonly field: MappedField;
  readonly value: string;
  readonly becomes: string;
  readonly onChange: (becomes: string) => void;
}

function Becomes({ field, value, becomes, onChange }: BecomesProps) {
  const label = `${value} becomes`;
  if (field === 'category')
    return <TextBox isLabelHidden label={label} value={becomes} placeholder={value} onChange={onChange} />;
  const options: readonly (readonly [string, string])[] =
    field === 'severity' ? severityOptions : archivedOptions;
  return <SelectField isLabelHidden label={label} value={becomes} options={options} onChange={onChange} />;
}
