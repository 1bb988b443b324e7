import type { MappedField, Mapping, SourceColumn } from '../../preload/api.ts';
import { formatNumber } from '../parts/format.ts';
import styles from './column-table.module.css';
import { fieldOf } from './mapping-edits.ts';
import { fieldNames } from './mapping-words.ts';

const shownSamples = 3;

interface ColumnTableProps {
  readonly columns: readonly SourceColumn[];
  readonly looked: number;
  readonly mapping: Mapping;
}

/** The columns of the file: how full they are, what stands in them, and where it goes. */
export function ColumnTable({ columns, looked, mapping }: ColumnTableProps) {
  return (
    <section className={styles.section} aria-labelledby="import-columns">
      <h2 id="import-columns">Columns of the file</h2>
      <div className={styles.scroll} role="region" aria-label="Columns with samples" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Filled</th>
              <th scope="col">For example</th>
              <th scope="col">Goes to</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, filled, samples }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={styles.filled}>
                  {filled === looked ? 'always' : `${formatNumber(filled)} of ${formatNumber(looked)}`}
                </td>
                <td>
                  <ul>
                    {samples.slice(0, shownSamples).map((sample) => (
                      <li key={sample} className={styles.sample}>
                        {sample}
                      </li>
                    ))}
                  </ul>
                </td>
                <td>{goesTo(mapping, name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function goesTo(mapping: Mapping, column: string): string {
  const fields = (Object.keys(fieldNames) as MappedField[])
    .filter((field) => fieldOf(mapping, field).from.includes(column))
    .map((field) => fieldNames[field]);
  if (fields.length > 0) return fields.join(', ');
  return mapping.rest === 'metadata' ? 'kept' : 'left out';
}
