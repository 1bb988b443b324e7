import type { IconName } from '../parts/icon.tsx';

export type PlaceId =
  | 'search'
  | 'incidents'
  | 'patterns'
  | 'dashboard'
  | 'code'
  | 'projects'
  | 'resolve'
  | 'database'
  | 'settings';

export interface Place {
  readonly id: PlaceId;
  readonly name: string;
  readonly icon: IconName;
  /** The step of the schema that brings the place, where that is not the first. */
  readonly since?: { readonly step: string; readonly brings: string };
}

/** The places of the rail, in its order. */
export const places: readonly Place[] = [
  { id: 'search', name: 'Search', icon: 'search' },
  {
    id: 'incidents',
    name: 'Incidents',
    icon: 'incidents',
    since: {
      step: '002-mvp2-pattern-detection',
      brings: 'the incidents you import, each linked to the entries that solved it',
    },
  },
  {
    id: 'patterns',
    name: 'Patterns',
    icon: 'patterns',
    since: {
      step: '002-mvp2-pattern-detection',
      brings: 'problems that keep coming back, found in your incidents',
    },
  },
  {
    id: 'dashboard',
    name: 'Dashboard',
    icon: 'dashboard',
    since: {
      step: '002-mvp2-pattern-detection',
      brings: 'figures on incidents, on what is used and on what is missing',
    },
  },
  {
    id: 'code',
    name: 'Code',
    icon: 'code',
    since: {
      step: '003-mvp3-code-analysis',
      brings: 'COBOL, JCL and copybooks, linked to the entries that mention them',
    },
  },
  {
    id: 'projects',
    name: 'Projects',
    icon: 'projects',
    since: { step: '004-mvp4-idz-integration', brings: 'IDZ projects: workspaces, templates and validation' },
  },
  {
    id: 'resolve',
    name: 'Resolve',
    icon: 'resolve',
    since: {
      step: '005-mvp5-enterprise-intelligence',
      brings: 'proposed fixes for new incidents, with the evidence for each',
    },
  },
  { id: 'database', name: 'Database', icon: 'database' },
  { id: 'settings', name: 'Settings', icon: 'settings' },
];

/** The number that a schema version's name begins with: `001` for `001-mvp1-base`. */
export function schemaNumber(version: string): string {
  return version.slice(0, 3);
}

/** Whether a place is locked in a database to which these steps have been applied. Steps need not be applied in the order of their numbers. */
export function isLocked({ since }: Place, applied: readonly { readonly version: string }[]): boolean {
  return since !== undefined && applied.every(({ version }) => version !== since.step);
}
