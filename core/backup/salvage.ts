import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { latestVersion } from '../../migrations/index.ts';
import type { Cancellation } from '../search/cancellation.ts';
import { rebuildIndex } from '../search/rebuild-index.ts';
import { flushFile, flushFolder } from '../store/durable-files.ts';
import type { LoadProgress } from '../store/knowledge-base.ts';
import { requireRuntime } from '../store/runtime.ts';
import { closeStore } from '../store/store.ts';
import type { SalvageReport } from './backup.ts';
import { checkHealth } from './check-health.ts';
import { fileFailure } from './file-failure.ts';
import { chooseVersion } from './salvage/choose-version.ts';
import { fillNewFile } from './salvage/fill-new-file.ts';
import { makeNewFile } from './salvage/new-file.ts';
import { Pace } from './salvage/pace.ts';
import { prepareCopy } from './salvage/prepare-copy.ts';
import { SalvageProgress } from './salvage/progress.ts';
import { refuseEmpty, refuseForeign } from './salvage/refuse-foreign.ts';
import { refuseTaken, requireRoom, requireSource } from './salvage/refuse-target.ts';

/**
 * Reads what can be read of a damaged database into a new file, and says what is missing. The damaged file is only read, and nothing is written
 * beside it; it must not be open in this process. The new file appears under its name when it is whole and checked, and not at all where that fails.
 *
 * Progress is told in percent. Throws a `KnowledgeError` of kind file-exists, file-missing, foreign-file where nothing of a knowledge base is left, newer-file,
 * disk-full, read-only-file or cancelled.
 */
export async function salvage(
  damagedPath: string,
  target: string,
  onProgress: (progress: LoadProgress) => void,
  signal: Cancellation | undefined,
): Promise<SalvageReport> {
  requireRuntime();
  refuseTaken(target);
  requireSource(damagedPath);
  requireRoom(damagedPath, target);
  let folder: string | null = null;
  try {
    folder = mkdtempSync(`${target}.salvaging-`);
    const made = join(folder, 'salvaged.db');
    const report = await makeSalvaged({ damagedPath, folder, made }, new SalvageProgress(onProgress), signal);
    flushFile(made);
    refuseTaken(target);
    renameSync(made, target);
    flushFolder(dirname(target));
    return { ...report, path: target };
  } catch (caught) {
    throw fileFailure(caught, {
      what: 'the salvaged knowledge base',
      folder: dirname(target),
      safe: 'The damaged file was not touched, and nothing new was left.',
    });
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

interface Places {
  readonly damagedPath: string;
  /** Where anything may be written. */
  readonly folder: string;
  readonly made: string;
}

async function makeSalvaged(
  { damagedPath, folder, made }: Places,
  progress: SalvageProgress,
  signal: Cancellation | undefined,
): Promise<Omit<SalvageReport, 'path'>> {
  const pace = new Pace(signal);
  progress.tell('copying', 0, 1);
  const copy = await prepareCopy(damagedPath, folder, pace);
  try {
    refuseForeign(damagedPath, copy.schema);
    const version = chooseVersion({ ...copy, userVersion: copy.header.userVersion });
    const file = await makeNewFile(made, version ?? latestVersion);
    try {
      const filled = await fillNewFile(copy, file, progress, pace);
      refuseEmpty(damagedPath, copy.schema, filled);
      const entries = await rebuildIndex(
        file.store,
        ({ done, total }) => progress.tell('indexing', done, total),
        signal,
      );
      file.store.connection.pragma('journal_mode = DELETE');
      const { issues } = await checkHealth(file.store);
      if (issues.length > 0) throw new Error(`What was salvaged is not sound: ${issues.join(' ')}`);
      progress.tell('checking', 1, 1);
      const { tables, problems } = filled;
      return { entries, tables, problems: version === null ? [...problems, versionLost()] : problems };
    } finally {
      await closeStore(file.store);
    }
  } finally {
    copy.close();
  }
}

function versionLost(): string {
  return `The schema version of the damaged file could not be read: the new one stands at ${latestVersion}, which has a place for all that was found.`;
}
