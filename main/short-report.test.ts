import { expect, test } from 'vitest';
import type { ImportReport } from '../core/transfer/transfer-types.ts';
import { shortReport } from './short-report.ts';

const rejected = {
  record: 1,
  where: null,
  title: null,
  kind: 'missing-field',
  reason: 'It has no title.',
} as const;
const conflict = {
  record: 1,
  id: 'x',
  title: 'Long',
  sameBy: 'id',
  took: 'here',
  fields: [{ field: 'problem', here: 'p'.repeat(25_000), file: 'short' }],
  hereUpdatedAt: '',
  fileUpdatedAt: null,
} as const;

test('the window gets the first of long lists and texts, and all totals', () => {
  const report = {
    rejected: Array.from({ length: 4_000 }, () => rejected),
    rejectedTotal: 70_000,
    conflicts: Array.from({ length: 2_000 }, () => conflict),
    conflictsTotal: 2_000,
  } as unknown as ImportReport;
  const short = shortReport(report);
  expect(short.rejected).toHaveLength(1_000);
  expect(short.rejectedTotal).toBe(70_000);
  expect(short.conflicts).toHaveLength(1_000);
  const [field] = short.conflicts[0]?.fields ?? [];
  expect(field?.file).toBe('short');
  expect(field?.here).toMatch(/^p{20000}\n… and 5,000 more characters$/);
});
