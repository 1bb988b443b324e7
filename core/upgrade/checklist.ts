import { findProblems } from '../backup/find-problems.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { SqliteStore, Store } from '../store/store.ts';
import { scriptOf, upgradeTo, type Change } from './change.ts';
import {
  backupCheck,
  check,
  diskSpaceCheck,
  healthCheck,
  historyCheck,
  otherProgramsCheck,
  performanceCheck,
  writableCheck,
} from './checks.ts';
import { reckonRoom, reckonWrites, type Room, type Writes } from './disk-space.ts';
import { MigrationManager } from './migration-manager.ts';
import type { Check, Checklist } from './upgrade-types.ts';

/**
 * Looks at everything that should be well before an upgrade, as the guide's checklist does. It reads every page of a file, in another thread.
 * Throws a `KnowledgeError` of kind invalid-request for a version that there is no way to.
 */
export async function runChecklist(
  store: Store,
  to?: string,
  manager = new MigrationManager(store),
): Promise<Checklist> {
  const change = await upgradeTo(manager, to);
  const checks =
    store.engine === 'sqlite'
      ? await fileChecks(store, change, manager)
      : [...(await commonChecks(store, manager)), serverBackups];
  return { ok: checks.every(({ ok }) => ok), checks };
}

async function fileChecks(
  store: SqliteStore,
  change: Change,
  manager: MigrationManager,
): Promise<readonly Check[]> {
  const found = await findProblems(store.copy?.file ?? store.path, true);
  return [
    check('integrity', found.structure, soundStructure),
    ...(await commonChecks(store, manager, found.index)),
    backupCheck(store),
    ...(await checksBeforeWriting(store, roomFor(store, change, { backup: true, rehearsal: true }))),
  ];
}

export const soundStructure = 'Every page, index and reference of the file was looked at and is sound.';

const serverBackups: Check = {
  name: 'backup',
  ok: true,
  detail:
    'A server is backed up with its own tools; Abendbook makes no file backup of it and cannot see whether there is one.',
};

/** What can be told without reading every page, on both engines. */
export async function commonChecks(
  store: Store,
  manager: MigrationManager,
  indexProblems: readonly string[] = [],
): Promise<readonly Check[]> {
  const history = historyCheck(await manager.historyProblems());
  return inSnapshot(store, async (snapshot) => [
    await healthCheck(snapshot, indexProblems),
    history,
    await performanceCheck(snapshot),
  ]);
}

/** Whether a file can be written at all, and has the room. */
export async function checksBeforeWriting(
  store: SqliteStore,
  rooms: readonly Room[],
): Promise<readonly Check[]> {
  return [diskSpaceCheck(rooms), writableCheck(store), await otherProgramsCheck(store)];
}

/** The room that a change needs, with what its steps are known or reckoned to write. */
export function roomFor(
  store: SqliteStore,
  change: Change,
  {
    backup,
    rehearsal,
    writes,
  }: { readonly backup: boolean; readonly rehearsal: boolean; readonly writes?: Writes },
): readonly Room[] {
  const scripts = change.steps.map((step) => scriptOf(change, step, 'sqlite'));
  return reckonRoom(store, { ...(writes ?? reckonWrites(store, scripts)), backup, rehearsal });
}
