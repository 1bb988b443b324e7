import type { ImportPreview, MappedField, Mapping } from '../../preload/api.ts';
import { Checkbox } from '../parts/checkbox.tsx';
import { ColumnTable } from './column-table.tsx';
import { FieldRow } from './field-row.tsx';
import { useImport } from './import-store.ts';
import styles from './mapping-panel.module.css';
import { fieldNames } from './mapping-words.ts';
import { PreviewList } from './preview-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { SavedMappings } from './saved-mappings.tsx';
import { SaveMapping } from './save-mapping.tsx';

const fields = Object.keys(fieldNames) as MappedField[];

interface MappingPanelProps {
  readonly preview: ImportPreview;
  readonly mapping: Mapping;
}

/** What becomes of the file's columns: on the left each field of an entry, on the right what comes of it. */
export function MappingPanel({ preview, mapping }: MappingPanelProps) {
  const map = useImport((state) => state.map);
  return (
    <div className={styles.panel}>
      <div className={styles.side}>
        <SavedMappings columns={preview.columns} mapping={mapping} />
        <section className={styles.section} aria-labelledby="import-fields">
          <h2 id="import-fields">What goes where</h2>
          <div className={styles.fields}>
            {fields.map((field) => (
              <FieldRow
                key={field}
                field={field}
                mapping={mapping}
                columns={preview.columns}
                onChange={map}
              />
            ))}
          </div>
          <Checkbox
            isSelected={mapping.rest === 'metadata'}
            onChange={(keep) => map({ ...mapping, rest: keep ? 'metadata' : 'leave-out' })}
          >
            Keep the other columns with each entry, under their names
          </Checkbox>
        </section>
        <ColumnTable columns={preview.columns} looked={preview.looked} mapping={mapping} />
      </div>
      <div className={styles.side} role="region" aria-label="What comes of it" tabIndex={0}>
        <ProblemList preview={preview} />
        <section className={styles.section} aria-labelledby="import-preview">
          <h2 id="import-preview">The first entries as they will be</h2>
          <PreviewList records={preview.first} />
        </section>
        <SaveMapping />
      </div>
    </div>
  );
}
