import type { ImportPreview, SourceFormat, TextEncodingName } from '../../preload/api.ts';
import { countOf, formatSize } from '../parts/format.ts';
import { useImport } from './import-store.ts';
import { SelectField } from './select-field.tsx';
import styles from './source-facts.module.css';
import { delimiterName, delimiterNames, encodingNames, sourceFormatNames } from './transfer-names.ts';

/** What the file was found to be. Whoever knows better changes it here. */
export function SourceFacts({ preview }: { readonly preview: ImportPreview }) {
  const { source, reading, read } = useImport();
  const { sizeBytes, looked, complete, native } = preview;
  const { format, encoding, delimiter } = { ...preview, ...reading };
  const isFolder = source?.isFolder ?? false;
  const delimiters = Object.keys(delimiterNames);
  return (
    <section className={styles.facts} aria-label="What the file is">
      {isFolder || format === 'database' ? (
        <span>{sourceFormatNames[format]}</span>
      ) : (
        <SelectField
          label="It is"
          value={format}
          options={(Object.entries(sourceFormatNames) as [SourceFormat, string][]).filter(
            ([known]) => known !== 'database',
          )}
          onChange={(to) => read({ format: to })}
        />
      )}
      {encoding === null ? null : (
        <SelectField
          label="in"
          value={encoding}
          options={Object.entries(encodingNames) as [TextEncodingName, string][]}
          onChange={(to) => read({ encoding: to })}
        />
      )}
      {format !== 'csv' || delimiter === null ? null : (
        <SelectField
          label="with columns split by"
          value={delimiter}
          options={[...new Set([...delimiters, delimiter])].map(
            (known) => [known, delimiterName(known)] as const,
          )}
          onChange={(to) => read({ delimiter: to })}
        />
      )}
      <span className={styles.size}>
        {format === 'database' ? '' : formatSize(sizeBytes)}
        {native === null
          ? ` · ${complete ? '' : 'the first '}${countOf(looked, 'record', 'records')}${complete ? '' : ' looked at'}`
          : ''}
      </span>
    </section>
  );
}
