import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knowledgeFile } from './knowledge-file.ts';

interface CustomStep {
  readonly version: string;
  readonly name: string;
  readonly up: string;
  readonly down: string;
  readonly validate: string;
}

/** A table of the user's own. */
export const shiftNotes: CustomStep = {
  version: '010-shift-notes',
  name: 'Notes of the night shift',
  up: 'CREATE TABLE shift_notes (id TEXT PRIMARY KEY, note TEXT NOT NULL);',
  down: 'DROP TABLE shift_notes;',
  validate: "SELECT 1 FROM sqlite_master WHERE name = 'shift_notes'",
};

/** Makes its table, and then does not find what it looks for. */
export const failingStep: CustomStep = {
  ...shiftNotes,
  version: '010-bad',
  name: 'A step that goes wrong',
  validate: "SELECT 1 FROM sqlite_master WHERE name = 'no_such_table'",
};

/** Puts a step of the user's own into the folder beside the knowledge base of a data folder. */
export async function addCustomStep(home: string, step: CustomStep): Promise<void> {
  const folder = `${knowledgeFile(home)}.migrations`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${step.version}.json`), JSON.stringify(step, null, 2));
}
