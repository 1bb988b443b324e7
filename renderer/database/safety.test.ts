import { expect, test } from 'vitest';
import type { Backup, DatabaseStatus, SchemaHistory } from '../../preload/api.ts';
import { safetyOf } from './safety.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

const status: DatabaseStatus = {
  db: '/knowledge.db',
  engine: 'sqlite',
  version: '005-mvp5-enterprise-intelligence',
  latest: '005-mvp5-enterprise-intelligence',
  pending: [],
  applied: [],
  entries: 3,
  sizeBytes: 1,
  readOnly: false,
  notice: null,
};

const backup: Backup = {
  path: '/one.db',
  createdAt: '2026-11-22T10:00:00.000Z',
  type: 'manual',
  tag: null,
  reason: '',
  sha256: '',
  sizeBytes: 1,
  version: status.version,
  appVersion: '0.1.0',
  entries: 3,
  verified: true,
  copy: null,
  copyProblem: null,
};

const history: SchemaHistory = { events: [], problems: [], kept: [], conflicts: [] };
const fine = { status, backups: [backup], health: null, history };

test('a fresh verified backup and nothing wrong is safe', () => {
  expect(safetyOf(fine, now)).toEqual({
    state: 'good',
    words: 'Your knowledge base is safe: backed up 2 hours ago, and verified.',
  });
});

test('no backup, none that is verified, or an old one is not', () => {
  expect(safetyOf({ ...fine, backups: [] }, now).state).toBe('warning');
  expect(safetyOf({ ...fine, backups: [{ ...backup, verified: false }] }, now).words).toContain(
    'no verified',
  );
  const old = { ...backup, createdAt: '2026-11-01T10:00:00.000Z' };
  expect(safetyOf({ ...fine, backups: [old] }, now).words).toContain('3 weeks ago');
});

test('the worst is said first', () => {
  const health = { overall: false, issues: ['A page is damaged.'], advice: [] };
  const problems = { ...history, problems: ['The step 002 was edited.'] };
  expect(safetyOf({ ...fine, backups: [], health, history: problems }, now).words).toContain('see Health');
  expect(safetyOf({ ...fine, backups: [], history: problems }, now).words).toContain('see Schema');
});
