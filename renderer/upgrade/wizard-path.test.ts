import { expect, test } from 'vitest';
import type { RehearsalReport, UpgradeOptions, UpgradePlan } from '../../preload/api.ts';
import { nextStep, stepBefore, stepState, takesTooLong, whereToGoOn } from './wizard-path.ts';
import type { Prepared } from './wizard-path.ts';

const options: UpgradeOptions = {
  skipBackups: false,
  validateOnly: false,
  seedTestData: false,
  runPerformanceTests: false,
  requireConfirmation: true,
  maxDowntime: 1_000,
  rollbackOnFailure: true,
  notifyOnCompletion: true,
};

const rehearsal: RehearsalReport = {
  ok: true,
  from: '001-mvp1-base',
  to: '005-mvp5-enterprise-intelligence',
  durationMs: 900,
  migrationMs: 300,
  checks: [],
  tables: [],
  performance: null,
};

const plan: UpgradePlan = {
  from: '001-mvp1-base',
  to: '005-mvp5-enterprise-intelligence',
  steps: [],
  neededBytes: 1,
  freeBytes: 2,
  forecastMs: null,
  backup: null,
  rehearsal: null,
  problems: [],
  bringsBack: [],
};

const backup = { path: '/backups/one.db', createdAt: '2026-11-22T10:00:00.000Z' };

function prepared(changes: Partial<UpgradePlan> = {}, others: Partial<Prepared> = {}): Prepared {
  const checklist = { ok: true, checks: [] };
  return { checklist, plan: { ...plan, ...changes }, options, report: null, ...others };
}

test('the wizard opens at its beginning, and goes on where it was left', () => {
  expect(whereToGoOn(prepared())).toBe('checklist');
  expect(whereToGoOn(prepared({ backup }))).toBe('rehearsal');
  expect(whereToGoOn(prepared({ backup, rehearsal }))).toBe('upgrade');
});

test('a missing backup is not in the way: the wizard makes one', () => {
  const checklist = { ok: false, checks: [{ name: 'backup', ok: false, detail: 'There is none.' }] };
  expect(stepState('checklist', prepared({}, { checklist }))).toBe('done');
});

test('what has gone wrong since is come back to first', () => {
  const checklist = { ok: false, checks: [{ name: 'disk-space', ok: false, detail: 'Too little.' }] };
  expect(whereToGoOn(prepared({ backup, rehearsal }, { checklist }))).toBe('checklist');
  expect(whereToGoOn(prepared({ backup, problems: ['The step 002 was edited.'] }))).toBe('plan');
  expect(whereToGoOn(prepared({ backup, rehearsal: { ...rehearsal, ok: false } }))).toBe('rehearsal');
});

test('a forecast above what the profile allows stops it at the rehearsal', () => {
  const slow = prepared({ backup, rehearsal, forecastMs: 1_001 });
  expect(takesTooLong(slow)).toBe(true);
  expect(stepState('rehearsal', slow)).toBe('failed');
  expect(takesTooLong(prepared({ forecastMs: 1_000 }))).toBe(false);
});

test('a profile without backups goes from the plan to the upgrade, and back', () => {
  const quick = prepared({}, { options: { ...options, skipBackups: true, maxDowntime: null } });
  expect(nextStep('plan', quick)).toBe('upgrade');
  expect(stepBefore('upgrade', quick)).toBe('plan');
  expect(stepBefore('checklist', quick)).toBeNull();
});
