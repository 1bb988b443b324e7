import type { KeptRows } from '../../preload/api.ts';
import { countOf } from '../parts/format.ts';

/** What the rows of a table are called, one and many. */
const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  kb_entries: ['entry', 'entries'],
  kb_tags: ['tag of an entry', 'tags of entries'],
  kb_revisions: ['earlier revision', 'earlier revisions'],
  kb_terms: ['word of the search index', 'words of the search index'],
  kb_search: ['entry in the search index', 'entries in the search index'],
  incidents: ['incident', 'incidents'],
  incident_imports: ['import of incidents', 'imports of incidents'],
  incident_tags: ['tag of an incident', 'tags of incidents'],
  kb_incident_links: ['link from an incident to an entry', 'links from incidents to entries'],
  patterns: ['pattern', 'patterns'],
  pattern_incidents: ['incident in a pattern', 'incidents in patterns'],
  kb_pattern_links: ['link from a pattern to an entry', 'links from patterns to entries'],
  alerts: ['alert', 'alerts'],
  alert_rules: ['rule for alerts', 'rules for alerts'],
  analytics_events: ['event in the figures', 'events in the figures'],
  analytics_series: ['figure of the dashboard', 'figures of the dashboard'],
  code_files: ['code file', 'code files'],
  code_symbols: ['name in code', 'names in code'],
  code_references: ['reference in code', 'references in code'],
  kb_code_links: ['link from code to an entry', 'links from code to entries'],
  projects: ['project', 'projects'],
  project_files: ['file of a project', 'files of projects'],
  project_findings: ['finding in a project', 'findings in projects'],
  templates: ['template', 'templates'],
  template_uses: ['use of a template', 'uses of templates'],
  users: ['user', 'users'],
  audit_log: ['line of the audit log', 'lines of the audit log'],
  models: ['trained model', 'trained models'],
  resolution_suggestions: ['proposed fix', 'proposed fixes'],
  resolution_feedback: ['verdict on a fix', 'verdicts on fixes'],
  forecasts: ['forecast', 'forecasts'],
  forecast_points: ['point of a forecast', 'points of forecasts'],
  risks: ['risk', 'risks'],
};

/** `2,341 incidents`; for a table of a custom step `12 rows of my_table`. */
export function rowsInWords({ table, rows }: Pick<KeptRows, 'table' | 'rows'>): string {
  const [one, many] = words[table] ?? [`row of ${table}`, `rows of ${table}`];
  return countOf(rows, one, many);
}

/** Tables that every schema has: of their rows, a rollback keeps only what the newer schema noted on them. */
const everywhere: ReadonlySet<string> = new Set(['kb_entries', 'kb_tags', 'kb_revisions']);

/** What a rollback keeps, or an upgrade brings back: `2,341 incidents`, `notes of the newer schema on 467 entries`. */
export function keptInWords(kept: Pick<KeptRows, 'table' | 'rows'>): string {
  const rows = rowsInWords(kept);
  return everywhere.has(kept.table) ? `notes of the newer schema on ${rows}` : rows;
}

/** A table by what its rows are called: `incidents`; a custom step's by its own name. */
export function tableName(table: string): string {
  return words[table]?.[1] ?? table;
}

/** Rows of the same table added up, fullest first; empty tables are left out. */
export function byTable(
  kept: readonly KeptRows[],
): readonly { readonly table: string; readonly rows: number }[] {
  const sums = new Map<string, number>();
  for (const { table, rows } of kept) sums.set(table, (sums.get(table) ?? 0) + rows);
  return [...sums]
    .map(([table, rows]) => ({ table, rows }))
    .filter(({ rows }) => rows > 0)
    .toSorted((one, other) => other.rows - one.rows);
}
