import { beforeEach, expect, test } from 'vitest';
import { KnowledgeError } from '../core/failure.ts';
import type { DatabaseStatus, KnowledgeBase, UpgradeRequest } from '../core/store/knowledge-base.ts';
import type { ProfileName, UpgradeProgress, UpgradeReport } from '../core/upgrade/upgrade-types.ts';
import type { EventName } from '../preload/api.ts';
import { Upgrades } from './upgrades.ts';
import { WorkRegistry } from './work.ts';

const report: UpgradeReport = {
  direction: 'up',
  from: '001-mvp1-base',
  to: '005-mvp5-enterprise-intelligence',
  backup: { path: '/backups/one.db', sha256: 'abc', verified: true },
  results: [],
  validated: true,
  rolledBack: false,
  restored: false,
  checklist: [],
  rehearsal: null,
  durationMs: 900,
  kept: [],
  broughtBack: [],
  conflicts: 0,
  seeded: 0,
  failure: null,
  summary: [],
};

const failure = {
  kind: 'migration-failed',
  message: 'The step failed.',
  recovery: 'Nothing was changed.',
} as const;

const older: DatabaseStatus = {
  db: '/knowledge.db',
  engine: 'sqlite',
  version: '001-mvp1-base',
  latest: '005-mvp5-enterprise-intelligence',
  pending: [{ version: '002-mvp2-pattern-detection', name: 'Incidents' }],
  applied: [],
  entries: 3,
  sizeBytes: 1,
  readOnly: false,
  notice: null,
};

let profile: ProfileName;
let events: EventName[];
let told: [UpgradeReport, boolean][];
let asked: UpgradeRequest[];
let onProgress: (progress: UpgradeProgress) => void;
let isCancelled: () => boolean;
let end: PromiseWithResolvers<UpgradeReport>;
let upgrades: Upgrades;

beforeEach(() => {
  profile = 'production';
  events = [];
  told = [];
  asked = [];
  end = Promise.withResolvers();
  const knowledge: Pick<KnowledgeBase, 'upgrade'> = {
    upgrade: (request = {}, progress = () => undefined, signal) => {
      asked.push(request);
      onProgress = progress;
      isCancelled = () => signal?.aborted ?? false;
      return end.promise;
    },
  };
  upgrades = new Upgrades({
    database: { change: (work) => work(knowledge as KnowledgeBase) },
    work: new WorkRegistry(() => events.push('work:changed')),
    profile: () => profile,
    actor: () => 'mara',
    announce: (event) => events.push(event),
    onReport: (...words) => told.push(words),
  });
});

test('under production an older file is offered to be upgraded, and nothing is done until it is asked for', () => {
  upgrades.see(older);
  expect(upgrades.state).toMatchObject({ offer: true, running: null });
  expect(asked).toEqual([]);
  upgrades.later();
  upgrades.see(older);
  expect(upgrades.state.offer).toBe(false);
});

test('a file that is up to date, or can only be read, is left alone', () => {
  upgrades.see({ ...older, pending: [] });
  expect(upgrades.state.offer).toBe(false);
  profile = 'staging';
  upgrades.see({ ...older, readOnly: true });
  expect(asked).toEqual([]);
});

test('under staging it is upgraded by itself, and its success is no screen of its own', async () => {
  profile = 'staging';
  upgrades.see(older);
  const to = '002-mvp2-pattern-detection';
  expect(asked).toEqual([{ profile: 'staging', actor: 'mara', confirmed: false, to }]);
  expect(upgrades.state.running).toMatchObject({ kind: 'upgrade', atStart: true });
  // The work is not worth a word yet.
  expect(events).not.toContain('work:changed');
  end.resolve(report);
  await upgrades.idle();
  expect(upgrades.state).toMatchObject({ running: null, report: null });
  expect(told).toEqual([[report, false]]);
});

test('the user’s own steps wait for the wizard under every profile: their SQL is shown before it runs', async () => {
  profile = 'development';
  upgrades.see({ ...older, pending: [...older.pending, { version: '010-mine', name: 'Mine' }] });
  expect(asked).toMatchObject([{ to: '002-mvp2-pattern-detection' }]);
  expect(upgrades.state.offer).toBe(false);
  end.resolve(report);
  await upgrades.idle();
  expect(upgrades.state.offer).toBe(true);
});

test('a failure at the start has a report to be read', async () => {
  profile = 'staging';
  upgrades.see(older);
  end.resolve({ ...report, to: report.from, failure });
  await upgrades.idle();
  expect(upgrades.state.report?.failure).toEqual(failure);
  upgrades.later();
  expect(upgrades.state.report).toBeNull();
});

test('how far it is can be asked for, and it can be cancelled', async () => {
  const upgraded = upgrades.upgrade(true);
  const progress = { phase: 'rehearsing', step: null, done: 1, total: 4, cancellable: true } as const;
  onProgress(progress);
  expect(upgrades.state.running?.progress).toEqual(progress);
  expect(events).toContain('upgrade:progress');
  upgrades.cancel();
  expect(isCancelled()).toBe(true);
  end.resolve(report);
  expect(await upgraded).toEqual(report);
  expect(told).toEqual([[report, true]]);
  expect(events.slice(-3)).toEqual(['schema:changed', 'backups:changed', 'entries:changed']);
});

test('a second one is refused while the first is under way', async () => {
  const first = upgrades.upgrade(true);
  await expect(upgrades.rollBack('001-mvp1-base')).rejects.toBeInstanceOf(KnowledgeError);
  end.resolve(report);
  await first;
});
