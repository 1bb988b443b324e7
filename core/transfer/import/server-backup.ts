import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { KnowledgeError } from '../../failure.ts';
import type { Cancellation } from '../../search/cancellation.ts';
import { dataFolder } from '../../store/default-path.ts';
import { makeFolder } from '../../store/make-folder.ts';
import type { PostgresStore } from '../../store/store.ts';
import { exportTo } from '../export/export-to.ts';
import { openSource } from '../read/open-source.ts';
import type { TransferProgress } from '../transfer-types.ts';

interface Hooks {
  readonly onProgress: (progress: TransferProgress) => void;
  readonly signal: Cancellation | undefined;
}

/** Exports a server's whole knowledge base into this program's own folder, and reads it back to see that it is whole. Importing it with `replace` undoes what came after. */
export async function backUpServer(
  store: PostgresStore,
  { onProgress, signal }: Hooks,
): Promise<{ readonly path: string }> {
  const folder = join(dataFolder(), 'server-backups');
  makeFolder(folder);
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const path = join(folder, `${time}-pre-import-${randomBytes(2).toString('hex')}.ndjson`);
  const { counts } = await exportTo(
    store,
    { path, format: 'ndjson' },
    (progress) => onProgress({ ...progress, phase: 'backing-up' }),
    signal,
  );
  const problem = await findDamage(path, counts);
  if (problem === null) return { path };
  rmSync(path, { force: true });
  throw new KnowledgeError({
    kind: 'corrupt-file',
    message: `The backup in ${folder} was not written as it should have been: ${problem}.`,
    recovery: 'Nothing was imported. Check that disk, and try again.',
  });
}

async function findDamage(path: string, counts: Readonly<Record<string, number>>): Promise<string | null> {
  const found: Record<string, number> = {};
  let isWhole = false;
  const source = await openSource(path, { format: 'ndjson' });
  try {
    for await (const items of source.items()) {
      for (const item of items) {
        if (item.kind === 'rejected') return item.rejected.reason;
        if (item.kind === 'end') isWhole = item.stated === item.found;
        const what = item.kind === 'row' ? item.table : 'entries';
        if (item.kind === 'row' || item.kind === 'entry') found[what] = (found[what] ?? 0) + 1;
      }
    }
  } finally {
    await source.close();
  }
  if (!isWhole) return 'its checksum does not fit';
  const lacking = Object.keys(counts).find(
    (what) => what !== 'revisions' && (found[what] ?? 0) !== counts[what],
  );
  return lacking === undefined ? null : `it lacks some of ${lacking}`;
}
