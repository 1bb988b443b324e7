import type { SqliteStore, Store } from '../store/store.ts';
import { plannedSteps, upgradeTo, type Change } from './change.ts';
import { roomFor } from './checklist.ts';
import { currentBackup, presentFingerprint } from './current-backup.ts';
import { tightest } from './disk-space.ts';
import { readRehearsal } from './kept-rehearsal.ts';
import { MigrationManager } from './migration-manager.ts';
import { readSchemaHistory } from './schema-history.ts';
import type { UpgradePlan } from './upgrade-types.ts';

/** Says what an upgrade would do, and does nothing. Throws a `KnowledgeError` of kind invalid-request for a version that there is no way to. */
export async function planUpgrade(
  store: Store,
  to?: string,
  manager = new MigrationManager(store),
): Promise<UpgradePlan> {
  const change = await upgradeTo(manager, to);
  const { kept } = await readSchemaHistory(store);
  return {
    from: change.from,
    to: change.to,
    steps: plannedSteps(change, store.engine),
    ...(store.engine === 'sqlite' && change.steps.length > 0 ? await onFile(store, change) : nothingOnFile),
    problems: await manager.historyProblems(),
    bringsBack: kept.filter(({ version }) => change.steps.some((step) => step.version === version)),
  };
}

type OnFile = Pick<UpgradePlan, 'neededBytes' | 'freeBytes' | 'forecastMs' | 'backup' | 'rehearsal'>;

const nothingOnFile: OnFile = {
  neededBytes: 0,
  freeBytes: 0,
  forecastMs: null,
  backup: null,
  rehearsal: null,
};

async function onFile(store: SqliteStore, change: Change): Promise<OnFile> {
  const fingerprint = await presentFingerprint(store);
  const backup = await currentBackup(store, change.from, fingerprint);
  const rehearsal = readRehearsal(store.path, change, fingerprint);
  const { neededBytes, freeBytes } = tightest(
    roomFor(store, change, {
      backup: backup === null,
      rehearsal: rehearsal === null,
      ...(rehearsal === null ? {} : { writes: rehearsal.writes }),
    }),
  );
  return {
    neededBytes,
    freeBytes,
    forecastMs: rehearsal?.report.migrationMs ?? null,
    backup: backup === null ? null : { path: backup.path, createdAt: backup.createdAt },
    rehearsal: rehearsal?.report ?? null,
  };
}
