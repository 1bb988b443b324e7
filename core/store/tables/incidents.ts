import type { Generated } from 'kysely';
import type { Severity } from '../../entries/entry.ts';

/** The tables since `002-mvp2-pattern-detection`. */
export interface IncidentTables {
  incident_imports: IncidentImportTable;
  incidents: IncidentTable;
  incident_tags: IncidentTagTable;
  kb_incident_links: IncidentLinkTable;
  patterns: PatternTable;
  pattern_incidents: PatternIncidentTable;
  kb_pattern_links: PatternLinkTable;
  alert_rules: AlertRuleTable;
  alerts: AlertTable;
  analytics_events: AnalyticsEventTable;
  analytics_series: AnalyticsSeriesTable;
}

/** Who made a link: a person, the program, or the system that it was imported from. */
export type LinkOrigin = 'manual' | 'automatic' | 'imported';

/** One import of a file, and how many of its records were what. */
interface IncidentImportTable {
  id: string;
  file_name: string;
  sha256: string;
  mapping: string;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  imported_at: string;
  imported_by: string;
}

interface IncidentTable {
  id: string;
  /** The system or file it came from, and its number there; `''` and null for one written down here. */
  source: string;
  external_id: string | null;
  title: string;
  description: string;
  category: string;
  category_key: string;
  severity: Severity;
  status: 'open' | 'in-progress' | 'on-hold' | 'resolved' | 'closed' | 'cancelled';
  /** The program, job or system that it is about. */
  component: string | null;
  reported_by: string | null;
  assigned_to: string | null;
  opened_at: string;
  resolved_at: string | null;
  closed_at: string | null;
  resolution: string | null;
  import_id: string | null;
  /** The record as it was imported, as JSON. */
  source_row: string | null;
  created_at: string;
  updated_at: string;
  metadata: string;
}

interface IncidentTagTable {
  incident_id: string;
  position: number;
  tag: string;
  tag_key: string;
}

interface IncidentLinkTable {
  kb_entry_id: string;
  incident_id: string;
  relation: 'related' | 'resolved-by' | 'written-from';
  confidence: number;
  origin: LinkOrigin;
  created_at: string;
  created_by: string;
}

interface PatternTable {
  id: string;
  kind: string;
  /** What makes it the same pattern when it is found again. */
  signature: string;
  label: string;
  description: string;
  confidence: number;
  severity: Severity;
  status: 'active' | 'dormant' | 'dismissed';
  incident_count: number;
  first_seen: string;
  last_seen: string;
  detected_at: string;
  updated_at: string;
  evidence: string;
}

interface PatternIncidentTable {
  pattern_id: string;
  incident_id: string;
  score: number;
}

interface PatternLinkTable {
  kb_entry_id: string;
  pattern_id: string;
  confidence: number;
  origin: LinkOrigin;
  created_at: string;
  created_by: string;
}

interface AlertRuleTable {
  id: string;
  name: string;
  kind: string;
  condition: string;
  severity: Severity;
  enabled: 0 | 1;
  created_at: string;
  updated_at: string;
}

interface AlertTable {
  id: string;
  rule_id: string | null;
  pattern_id: string | null;
  incident_id: string | null;
  kind: string;
  severity: Severity;
  title: string;
  message: string;
  /** What it is about. Of one kind there is at most one alert about it that is not resolved. */
  subject: string;
  status: 'open' | 'acknowledged' | 'resolved';
  raised_at: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  note: string | null;
  resolved_at: string | null;
  evidence: string;
}

/** Something that happened once, to be counted later: a search without a result, an entry that was read. */
interface AnalyticsEventTable {
  id: Generated<number>;
  kind: string;
  at: string;
  actor: string;
  kb_entry_id: string | null;
  incident_id: string | null;
  query: string | null;
  value: number | null;
  metadata: string;
}

/** A count or measure over one period; `at` is its beginning. */
interface AnalyticsSeriesTable {
  series: string;
  dimension: string;
  period: 'hour' | 'day' | 'week' | 'month';
  at: string;
  value: number;
}
