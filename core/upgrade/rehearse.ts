import { withOperationLock } from '../backup/operation-lock.ts';
import { KnowledgeError } from '../failure.ts';
import type { Cancellation } from '../search/cancellation.ts';
import type { UpgradeRequest } from '../store/knowledge-base.ts';
import type { SqliteStore, Store } from '../store/store.ts';
import { upgradeTo, type Change } from './change.ts';
import { roomFor } from './checklist.ts';
import { diskSpaceCheck, historyCheck } from './checks.ts';
import { currentBackup, presentFingerprint } from './current-backup.ts';
import { keepRehearsal } from './kept-rehearsal.ts';
import { MigrationManager } from './migration-manager.ts';
import { PhaseTeller } from './phase-teller.ts';
import { optionsOf } from './profiles.ts';
import { rehearseChange } from './rehearse-change.ts';
import { removeFiles, leftRehearsals } from './rehearsal-copy.ts';
import type { Check, RehearsalReport, UpgradeProgress } from './upgrade-types.ts';

/**
 * Tries an upgrade on a copy: of a backup that holds what the database holds now, where there is one and backups are not to be skipped, and otherwise of the
 * database itself while it is in use. The database is not touched.
 * Throws a `KnowledgeError` where it cannot be tried, or is cancelled.
 */
export async function rehearseUpgrade(
  store: Store,
  request: UpgradeRequest,
  onProgress: (progress: UpgradeProgress) => void,
  signal: Cancellation | undefined,
  manager = new MigrationManager(store),
): Promise<RehearsalReport> {
  if (store.engine === 'postgresql') throw noCopyOfServer(store.name);
  const change = await upgradeTo(manager, request.to);
  const { skipBackups, runPerformanceTests } = optionsOf(request.profile, request.options);
  const teller = new PhaseTeller(onProgress, signal);
  const history = historyCheck(await manager.historyProblems());
  if (!history.ok || change.steps.length === 0) return nothingTried(change, history);
  return withOperationLock(store.path, async () => {
    for (const left of leftRehearsals(store.path)) removeFiles(left);
    const fingerprint = await presentFingerprint(store);
    const backup = skipBackups ? null : await currentBackup(store, change.from, fingerprint);
    refuseWithoutRoom(store, diskSpaceCheck(roomFor(store, change, { backup: false, rehearsal: true })));
    const rehearsal = await rehearseChange(
      store.path,
      change,
      {
        source: backup === null ? { kind: 'database' } : { kind: 'backup', path: backup.path },
        timed: runPerformanceTests,
        thorough: true,
        actor: request.actor ?? 'abendbook',
      },
      teller,
    );
    const unchanged = fingerprint !== null && (await presentFingerprint(store)) === fingerprint;
    if (unchanged) keepRehearsal(store.path, change, fingerprint, rehearsal);
    return rehearsal.report;
  });
}

function nothingTried({ from, to, steps }: Change, history: Check): RehearsalReport {
  const none = { name: 'steps', ok: true, detail: `It stands at ${to}; there is nothing to upgrade.` };
  return {
    ok: history.ok,
    from,
    to,
    durationMs: 0,
    migrationMs: 0,
    checks: steps.length === 0 ? [history, none] : [history],
    tables: [],
    performance: null,
  };
}

function refuseWithoutRoom({ path }: SqliteStore, { ok, detail }: Check): void {
  if (ok) return;
  throw new KnowledgeError({
    kind: 'disk-full',
    message: `There is not enough room to rehearse the upgrade of ${path}. ${detail}`,
    recovery: 'Your knowledge base was not changed. Free some space and try again.',
  });
}

function noCopyOfServer(name: string): KnowledgeError {
  return new KnowledgeError({
    kind: 'invalid-request',
    message: `${name} is on a PostgreSQL server, and a rehearsal works on a copy of a file.`,
    recovery:
      "Nothing was changed. An upgrade there is one transaction, which the server takes back whole where it fails; for a trial, restore the server's own backup into another database.",
  });
}
