import type { PlannedStep } from '../../preload/api.ts';

/** Whether a step comes with the program. What users add themselves begins at 010. */
export function isReleased({ version }: Pick<PlannedStep, 'version'>): boolean {
  return version < '010';
}

/** What each released step brings to someone who looks for fixes. */
const brings: Readonly<Record<string, string>> = {
  '001-mvp1-base': 'Entries with their history, and the search over them.',
  '002-mvp2-pattern-detection':
    'Room for incidents, for problems that keep coming back, for alerts and for the figures of the dashboard.',
  '003-mvp3-code-analysis':
    'Room for COBOL, JCL and copybooks, and for links between them and your entries. Each entry is marked as ready for links; its text stays as it is.',
  '004-mvp4-idz-integration': 'Room for IDZ projects, their files, and templates.',
  '005-mvp5-enterprise-intelligence': 'Room for users, the audit log, proposed fixes, and forecasts.',
};

/** A step in a sentence: what it brings, or, for one of the user's own, that it is theirs. */
export function stepInWords({ version, name, file }: Pick<PlannedStep, 'version' | 'name' | 'file'>): string {
  if (file !== null) return `${name}. A step of your own: look at its SQL before it runs.`;
  return brings[version] ?? `${name}.`;
}
