import type { Generated } from 'kysely';
import type { CodeTables } from './tables/code.ts';
import type { IncidentTables } from './tables/incidents.ts';
import type { ProjectTables } from './tables/projects.ts';
import type { ResolutionTables } from './tables/resolution.ts';

/**
 * The tables as Kysely sees them, the same on both engines. Booleans are 0 or 1; times are ISO 8601 text; JSON is text.
 * A database may stand at an older version: the tables of a step are there only where it is applied.
 */
export interface Schema extends IncidentTables, CodeTables, ProjectTables, ResolutionTables {
  schema_version: SchemaVersionTable;
  schema_history: SchemaHistoryTable;
  schema_kept: SchemaKeptTable;
  schema_conflicts: SchemaConflictTable;
  kb_entries: EntryTable;
  kb_tags: TagTable;
  kb_revisions: RevisionTable;
  kb_terms: TermTable;
  kb_search: SearchTable;
}

export interface SchemaVersionTable {
  version: string;
  name: string;
  checksum: string;
  applied_at: string;
  duration_ms: number;
  app_version: string;
  actor: string;
  /** Missing where an older program made the table. */
  minimum_reader: string | null;
}

interface SchemaHistoryTable {
  id: Generated<number>;
  at: string;
  direction: 'up' | 'down';
  version: string;
  name: string;
  checksum: string;
  app_version: string;
  actor: string;
  duration_ms: number;
  outcome: 'done' | 'failed';
  error: string | null;
}

interface SchemaKeptTable {
  id: Generated<number>;
  version: string;
  table_name: string;
  kept_table: string;
  kind: 'table' | 'rows' | 'values' | 'removed';
  /** JSON. */
  details: string;
  kept_at: string;
}

interface SchemaConflictTable {
  id: Generated<number>;
  kept_id: number;
  kept_number: number;
  reason: string;
  found_at: string;
}

export interface EntryTable {
  number: Generated<number>;
  id: string;
  title: string;
  problem: string;
  solution: string;
  category: string;
  category_key: string;
  severity: 'low' | 'medium' | 'high' | 'critical';
  archived: 0 | 1;
  created_at: string;
  updated_at: string;
  author: string;
  metadata: string;
  revision: number;
}

interface TagTable {
  entry_number: number;
  position: number;
  tag: string;
  tag_key: string;
}

interface RevisionTable {
  entry_number: number;
  revision: number;
  snapshot: string;
  replaced_by: string;
  replaced_at: string;
}

/** Every term of the search index with the number of entries that have it. */
interface TermTable {
  term: string;
  entries: number;
}

/** The full-text index. SQLite's has `rowid` and a column for each field, PostgreSQL's `entry_number` and `terms`. */
interface SearchTable {
  rowid: number;
  entry_number: number;
  title: string;
  tags: string;
  problem: string;
  solution: string;
  terms: string;
}
