import type { NewEntry } from '../../entries/entry.ts';

/** A complete entry, with what a test cares about put in its place. */
export function sampleEntry(change: Partial<NewEntry> = {}): NewEntry {
  return {
    title: 'S0C7 in PAYR0100 after the copybook change',
    problem: 'The nightly job ended with S0C7 at offset 0000A2C.',
    solution: 'Recompile PAYR0100 with the new copybook and rerun from STEP030.',
    category: 'COBOL',
    severity: 'high',
    tags: ['cobol', 'payroll'],
    ...change,
  };
}
