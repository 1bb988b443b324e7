import { useEffect, useRef } from 'react';
import type { ExportReport } from '../../preload/api.ts';
import { ask } from '../bridge.ts';
import { Checksum } from '../database/checksum.tsx';
import { Button } from '../parts/button.tsx';
import { Facts } from '../parts/facts.tsx';
import { countOf, formatSize } from '../parts/format.ts';
import { PathWithCopy } from '../parts/path-with-copy.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { showNotice } from '../shell/notices-store.ts';
import { rowsInWords } from '../upgrade/table-words.ts';
import styles from './transfer-section.module.css';

async function showExported(): Promise<void> {
  const outcome = await ask('transfer:show-exported');
  if (!outcome.ok)
    showNotice({ text: `${outcome.failure.message} ${outcome.failure.recovery}`, failed: true });
}

/** What an export has written, where, and how to know it again. */
export function ExportResult({ report }: { readonly report: ExportReport }) {
  const { path, counts, sizeBytes, sha256, warnings, format } = report;
  const { entries = 0, revisions = 0, ...tables } = counts;
  const also = Object.entries(tables)
    .filter(([, rows]) => rows > 0)
    .map(([table, rows]) => rowsInWords({ table, rows }));
  const what = [
    ...(revisions > 0 ? [countOf(revisions, 'earlier revision', 'earlier revisions')] : []),
    ...also,
  ];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [report]);
  return (
    <div ref={box} className={styles.result} role="status">
      <p className={styles.headline}>
        <StateMark state="good" word="Done:" />
        {countOf(entries, 'entry', 'entries')} exported
      </p>
      <PathWithCopy path={path} />
      <Facts
        facts={[
          ...(what.length === 0 ? [] : [['Also in it', what.join(', ')] as const]),
          ['Size', formatSize(sizeBytes)],
          [
            'Checksum',
            <Checksum key="sum" checksum={sha256} of={format === 'markdown' ? 'the folder' : 'the file'} />,
          ],
        ]}
      />
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <StateMark state="warning" word="Note:" />
          {warning}
        </p>
      ))}
      <div className={styles.actions}>
        <Button look="primary" autoFocus onPress={() => void showExported()}>
          Show in folder
        </Button>
      </div>
    </div>
  );
}
