import { expect, test } from 'vitest';
import { describeCheck, describeExport, describeImport, tellProgress } from './transfer-words.ts';

const progress = { phase: 'looking', done: 0, total: 0, unit: 'bytes', records: 0 } as const;

function stepsOf(kind: 'export' | 'import' | 'check', backsUp: boolean) {
  const steps: unknown[] = [];
  const tell = tellProgress(kind, backsUp, (done, total, step) =>
    steps.push([step?.words, step?.cancellable, done, total, step?.bytes]),
  );
  return { steps, tell };
}

test('names each step, and counts the backup only where one is made', () => {
  const { steps, tell } = stepsOf('import', true);
  tell(progress);
  tell({ ...progress, phase: 'backing-up', unit: 'records', done: 3, total: 9 });
  tell({ ...progress, phase: 'reading', done: 400, total: 900, records: 12 });
  tell({ ...progress, phase: 'finishing' });
  expect(steps).toEqual([
    ['Step 1 of 4: looking at the file', true, 0, 0, { records: 0 }],
    ['Step 2 of 4: backing up', true, 3, 9, null],
    ['Step 3 of 4: bringing the entries in', true, 400, 900, { records: 12 }],
    ['Step 4 of 4: finishing', false, 0, 0, { records: 0 }],
  ]);
  const check = stepsOf('check', false);
  check.tell({ ...progress, phase: 'writing' });
  expect(check.steps).toMatchObject([['Step 2 of 3: going through the file', true, 0, 0, {}]]);
});

test('says what came of it in one sentence', () => {
  expect(describeExport({ path: '/x.json', counts: { entries: 1_204 } })).toBe(
    '1,204 entries were exported to /x.json',
  );
  const report = { added: 1, updated: 0, unchanged: 0, rejectedTotal: 0, removed: 0 };
  expect(describeImport(report)).toBe('1 entry was added.');
  expect(describeImport({ added: 0, updated: 3, unchanged: 2_000, rejectedTotal: 1, removed: 12 })).toBe(
    '12 entries were removed. 0 entries were added, 3 updated, 2,000 unchanged. 1 bad record was left out.',
  );
  expect(describeCheck({ added: 4, updated: 0, rejectedTotal: 2 })).toBe(
    'Checked: 4 would be added, 0 updated; 2 records are bad. Nothing was changed.',
  );
});
