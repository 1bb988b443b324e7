import { expect, test } from 'vitest';
import type { UpgradeReport } from '../../preload/api.ts';
import { reportDetails, reportHeadline } from './report-words.ts';

const done: UpgradeReport = {
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
  summary: ['All went well.'],
};

const failure = {
  kind: 'migration-failed',
  message: 'The step 010-bad failed.',
  recovery: 'Mend its file.',
} as const;

test('a report says first whether the knowledge base is as it was', () => {
  expect(reportHeadline(done)).toBe('Your knowledge base is at schema 005 now');
  expect(reportHeadline({ ...done, to: done.from, failure })).toBe('Your knowledge base was not changed');
  expect(reportHeadline({ ...done, to: done.from, failure, rolledBack: true })).toContain('as it was before');
  expect(reportHeadline({ ...done, to: done.from, failure, restored: true })).toContain('from the backup');
  expect(reportHeadline({ ...done, failure })).toBe('Your knowledge base stands at schema 005');
});

test('its details name what failed, and the backup', () => {
  const details = reportDetails({ ...done, to: done.from, failure });
  expect(details).toContain('The step 010-bad failed. Mend its file. (migration-failed)');
  expect(details).toContain('/backups/one.db');
});
