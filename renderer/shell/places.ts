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
  /** The schema version that brings the place, where that is not the first. */
  readonly since?: { readonly schema: string; readonly brings: string };
}

/** The places of the rail, in its order. */
export const places: readonly Place[] = [
  { id: 'search', name: 'Search', icon: 'search' },
  {
    id: 'incidents',
    name: 'Incidents',
    icon: 'incidents',
    since: { schema: '002', brings: 'the incidents you import, each linked to the entries that solved it' },
  },
  {
    id: 'patterns',
    name: 'Patterns',
    icon: 'patterns',
    since: { schema: '002', brings: 'problems that keep coming back, found in your incidents' },
  },
  {
    id: 'dashboard',
    name: 'Dashboard',
    icon: 'dashboard',
    since: { schema: '002', brings: 'figures on incidents, on what is used and on what is missing' },
  },
  {
    id: 'code',
    name: 'Code',
    icon: 'code',
    since: { schema: '003', brings: 'COBOL, JCL and copybooks, linked to the entries that mention them' },
  },
  {
    id: 'projects',
    name: 'Projects',
    icon: 'projects',
    since: { schema: '004', brings: 'IDZ projects: workspaces, templates and validation' },
  },
  {
    id: 'resolve',
    name: 'Resolve',
    icon: 'resolve',
    since: { schema: '005', brings: 'proposed fixes for new incidents, with the evidence for each' },
  },
  { id: 'database', name: 'Database', icon: 'database' },
  { id: 'settings', name: 'Settings', icon: 'settings' },
];

/** The number that a schema version's name begins with: `001` for `001-mvp1-base`. */
export function schemaNumber(version: string): string {
  return version.slice(0, 3);
}

/** Whether a database at this schema version lacks the place. */
export function isLocked(place: Place, version: string): boolean {
  return place.since !== undefined && schemaNumber(version) < place.since.schema;
}
