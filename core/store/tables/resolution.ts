import type { Generated } from 'kysely';
import type { Severity } from '../../entries/entry.ts';

/** The tables since `005-mvp5-enterprise-intelligence`. */
export interface ResolutionTables {
  users: UserTable;
  audit_log: AuditTable;
  models: ModelTable;
  resolution_suggestions: SuggestionTable;
  resolution_feedback: FeedbackTable;
  forecasts: ForecastTable;
  forecast_points: ForecastPointTable;
  risks: RiskTable;
}

interface UserTable {
  id: string;
  username: string;
  email: string | null;
  role: 'viewer' | 'editor' | 'admin';
  active: 0 | 1;
  created_at: string;
  updated_at: string;
  last_login: string | null;
}

/** One line of the audit log, which is only ever added to. Hashes are SHA-256 in hex; the first line follows 64 zeros. A line without them was not written by this program. */
interface AuditTable {
  id: Generated<number>;
  user_id: string | null;
  actor: string;
  action: string;
  resource_type: string | null;
  resource_id: string | null;
  timestamp: string;
  metadata: string;
  previous_hash: string | null;
  hash: string | null;
}

/** What was learnt from the incidents so far. Of one kind at most one is active. */
interface ModelTable {
  id: string;
  kind: string;
  version: number;
  parameters: string;
  metrics: string;
  /** The number of cases. */
  trained_on: number;
  trained_at: string;
  trained_by: string;
  active: 0 | 1;
}

interface SuggestionTable {
  id: string;
  incident_id: string | null;
  kb_entry_id: string | null;
  model_id: string | null;
  /** The text that was to be resolved. */
  query: string;
  /** 1 for the best of those made together. */
  position: number;
  confidence: number;
  evidence: string;
  auto_resolved: 0 | 1;
  suggested_at: string;
  suggested_to: string;
}

interface FeedbackTable {
  id: Generated<number>;
  suggestion_id: string;
  verdict: 'solved' | 'helpful' | 'not-helpful' | 'wrong';
  comment: string | null;
  given_at: string;
  given_by: string;
}

interface ForecastTable {
  id: string;
  series: string;
  dimension: string;
  model_id: string | null;
  method: string;
  horizon_days: number;
  made_at: string;
}

interface ForecastPointTable {
  forecast_id: string;
  at: string;
  expected: number;
  low: number;
  high: number;
}

interface RiskTable {
  id: string;
  forecast_id: string | null;
  pattern_id: string | null;
  kind: string;
  label: string;
  severity: Severity;
  /** From 0 to 1. */
  probability: number;
  expected_at: string | null;
  evidence: string;
  made_at: string;
}
