import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupTypes, type Backup } from './backup.ts';
import { prunable } from './prune-backups.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const hour = 3_600_000;

function backup(change: Partial<Backup>): Backup {
  return {
    path: '/b',
    createdAt: now.toISOString(),
    type: 'scheduled',
    tag: null,
    reason: '',
    sha256: '',
    sizeBytes: 1,
    version: '001-mvp1-base',
    appVersion: '0',
    entries: 1,
    verified: true,
    copy: null,
    copyProblem: null,
    ...change,
  };
}

const aged = (hours: number, change: Partial<Backup> = {}): Backup =>
  backup({ createdAt: new Date(now.getTime() - hours * hour).toISOString(), ...change });

test('of two years of hourly backups it keeps a day of them, a week of days, five weeks and a year of months', () => {
  const all = Array.from({ length: 2 * 365 * 24 }, (_, index) => aged(index));
  const kept = all.length - prunable(all, now).length;
  expect(kept).toBeGreaterThanOrEqual(24 + 6 + 4 + 10);
  expect(kept).toBeLessThanOrEqual(24 + 8 + 6 + 13);
});

test('it never lets go of a manual one, the newest before an upgrade or a restore, or the newest verified one', () => {
  const anyBackup = fc.record({
    hours: fc.integer({ min: 0, max: 40_000 }),
    type: fc.constantFrom(...backupTypes),
    verified: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyBackup, { maxLength: 60 }), (specs) => {
      const all = specs
        .map(({ hours, ...change }) => aged(hours, change))
        .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
      const removed = new Set(prunable(all, now));
      const isKept = (found: Backup | undefined): boolean => found === undefined || !removed.has(found);
      expect(all.filter(({ type }) => type === 'manual').every(isKept)).toBe(true);
      expect(isKept(all.find(({ type }) => type === 'pre-migration'))).toBe(true);
      expect(isKept(all.find(({ type }) => type === 'pre-restore'))).toBe(true);
      expect(isKept(all.find(({ verified }) => verified))).toBe(true);
    }),
  );
});
