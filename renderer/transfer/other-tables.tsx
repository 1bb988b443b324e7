import type { ImportReport } from '../../preload/api.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { tableInWords } from './import-words.ts';

/** What becomes of all that is not entries: links, incidents, projects. */
export function OtherTables({ report }: { readonly report: Pick<ImportReport, 'tables'> }) {
  const words = report.tables.map(tableInWords).filter((line) => line !== null);
  if (words.length === 0) return null;
  return (
    <Disclosure
      summary={`Besides the entries: ${words.length === 1 ? words[0] : `${words.length} other kinds`}`}
    >
      <ul>
        {words.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
