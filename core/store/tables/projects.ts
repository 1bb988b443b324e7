import type { Generated } from 'kysely';

/** The tables since `004-mvp4-idz-integration`. */
export interface ProjectTables {
  projects: ProjectTable;
  project_files: ProjectFileTable;
  project_findings: ProjectFindingTable;
  templates: TemplateTable;
  template_uses: TemplateUseTable;
}

interface ProjectTable {
  id: string;
  name: string;
  description: string;
  /** Where it was imported from. */
  idz_path: string | null;
  workspace_path: string | null;
  status: 'active' | 'archived';
  created_at: string;
  updated_at: string;
  metadata: string;
}

interface ProjectFileTable {
  id: string;
  project_id: string;
  code_file_id: string | null;
  relative_path: string;
  file_type: string;
  /** SHA-256 in hex. */
  checksum: string | null;
  size_bytes: number;
  last_modified: string;
}

interface ProjectFindingTable {
  id: Generated<number>;
  project_id: string;
  project_file_id: string | null;
  rule: string;
  severity: 'info' | 'warning' | 'error';
  line: number | null;
  message: string;
  found_at: string;
}

interface TemplateTable {
  id: string;
  name: string;
  description: string;
  category: string;
  template_content: string;
  built_in: 0 | 1;
  usage_count: number;
  /** From 0 to 1. */
  success_rate: number;
  created_at: string;
  updated_at: string;
}

interface TemplateUseTable {
  id: Generated<number>;
  template_id: string;
  project_id: string | null;
  /** The names that were set and their values, as JSON. */
  settings: string;
  outcome: 'succeeded' | 'failed' | null;
  used_at: string;
  used_by: string;
}
