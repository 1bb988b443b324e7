import type { ImportPreview } from '../../preload/api.ts';
import { Facts } from '../parts/facts.tsx';
import { formatNumber } from '../parts/format.ts';
import { schemaNumber } from '../shell/places.ts';
import { tableName } from '../upgrade/table-words.ts';
import styles from './native-facts.module.css';
import { PreviewList } from './preview-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { useWantedParts } from './use-wanted-parts.ts';
import { WhichEntries } from './which-entries.tsx';

interface NativeFactsProps {
  readonly preview: ImportPreview;
  readonly native: NonNullable<ImportPreview['native']>;
}

/** What an export, or another knowledge base, says that it holds. It needs no mapping. */
export function NativeFacts({ preview, native: { schemaVersion, counts } }: NativeFactsProps) {
  const isSome = useWantedParts().length > 0;
  const { entries, revisions, ...tables } = counts;
  const others = Object.entries(tables)
    .filter(([, rows]) => rows > 0)
    .map(([table, rows]) => [capital(tableName(table)), formatNumber(rows)] as const);
  const facts = [
    ...(schemaVersion === null ? [] : [['Made at schema', schemaNumber(schemaVersion)] as const]),
    ...(entries === undefined ? [] : [['Entries', formatNumber(entries)] as const]),
    ...(revisions === undefined || revisions === 0
      ? []
      : [['Earlier revisions', formatNumber(revisions)] as const]),
    ...others,
  ];
  return (
    <div className={styles.native}>
      <p>
        {schemaVersion === null ? 'It has the fields of entries' : 'It comes from Abendbook'}, so nothing has
        to be matched up.
      </p>
      {preview.labels === null ? null : <WhichEntries labels={preview.labels} entries={entries ?? 0} />}
      {facts.length === 0 ? null : <Facts facts={facts} />}
      <ProblemList preview={preview} />
      {preview.first.length === 0 ? null : (
        <>
          <h2>{isSome ? 'The first of all its entries' : 'The first entries'}</h2>
          <PreviewList records={preview.first} />
        </>
      )}
    </div>
  );
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
