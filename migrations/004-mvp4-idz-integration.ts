import { dropTables, onBothEngines } from './dialects.ts';
import { missingFrom } from './expect-tables.ts';
import type { Migration } from './migration.ts';

/** The tables in the order in which they are made: each after those that it points to. */
const columns = {
  projects: [
    'id',
    'name',
    'description',
    'idz_path',
    'workspace_path',
    'status',
    'created_at',
    'updated_at',
    'metadata',
  ],
  project_files: [
    'id',
    'project_id',
    'code_file_id',
    'relative_path',
    'file_type',
    'checksum',
    'size_bytes',
    'last_modified',
  ],
  project_findings: [
    'id',
    'project_id',
    'project_file_id',
    'rule',
    'severity',
    'line',
    'message',
    'found_at',
  ],
  templates: [
    'id',
    'name',
    'description',
    'category',
    'template_content',
    'built_in',
    'usage_count',
    'success_rate',
    'created_at',
    'updated_at',
  ],
  template_uses: ['id', 'template_id', 'project_id', 'settings', 'outcome', 'used_at', 'used_by'],
} as const;

/**
 * Projects with their files and what validation found in them, and templates with the record of their use.
 *
 * A file that is code is also in `code_files`, where it is parsed; it stays in its project when it is taken out there.
 */
export const mvp4IdzIntegration: Migration = {
  version: '004-mvp4-idz-integration',
  name: 'Projects and templates',
  minimumReader: '001-mvp1-base',
  up: onBothEngines(
    ({ text, now, real, flag, counter, strict, json }) => `
      CREATE TABLE projects (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        name ${text} NOT NULL CHECK (length(name) > 0),
        description ${text} NOT NULL DEFAULT '',
        idz_path ${text},
        workspace_path ${text} UNIQUE CHECK (length(workspace_path) > 0),
        status ${text} NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
        created_at ${text} NOT NULL DEFAULT ${now},
        updated_at ${text} NOT NULL DEFAULT ${now},
        metadata ${text} NOT NULL DEFAULT '{}' CHECK (${json('metadata')})
      )${strict};
      CREATE INDEX projects_by_update ON projects (status, updated_at);

      CREATE TABLE project_files (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        project_id ${text} NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        code_file_id ${text} REFERENCES code_files (id) ON DELETE SET NULL,
        relative_path ${text} NOT NULL CHECK (length(relative_path) > 0),
        file_type ${text} NOT NULL DEFAULT 'other' CHECK (length(file_type) > 0),
        checksum ${text} CHECK (length(checksum) > 0),
        size_bytes INTEGER NOT NULL DEFAULT 0 CHECK (size_bytes >= 0),
        last_modified ${text} NOT NULL DEFAULT ${now},
        UNIQUE (project_id, relative_path)
      )${strict};
      CREATE INDEX project_files_by_code_file ON project_files (code_file_id);

      CREATE TABLE project_findings (
        id ${counter},
        project_id ${text} NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        project_file_id ${text} REFERENCES project_files (id) ON DELETE CASCADE,
        rule ${text} NOT NULL CHECK (length(rule) > 0),
        severity ${text} NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
        line INTEGER CHECK (line >= 1),
        message ${text} NOT NULL CHECK (length(message) > 0),
        found_at ${text} NOT NULL DEFAULT ${now},
        CHECK (line IS NULL OR project_file_id IS NOT NULL)
      )${strict};
      CREATE INDEX project_findings_by_project ON project_findings (project_id, severity);
      CREATE INDEX project_findings_by_file ON project_findings (project_file_id, line);

      CREATE TABLE templates (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        name ${text} NOT NULL UNIQUE CHECK (length(name) > 0),
        description ${text} NOT NULL DEFAULT '',
        category ${text} NOT NULL DEFAULT 'General' CHECK (length(category) > 0),
        template_content ${text} NOT NULL DEFAULT '{}' CHECK (${json('template_content')}),
        built_in ${flag} NOT NULL DEFAULT 0 CHECK (built_in IN (0, 1)),
        usage_count INTEGER NOT NULL DEFAULT 0 CHECK (usage_count >= 0),
        success_rate ${real} NOT NULL DEFAULT 0.0 CHECK (success_rate BETWEEN 0 AND 1),
        created_at ${text} NOT NULL DEFAULT ${now},
        updated_at ${text} NOT NULL DEFAULT ${now}
      )${strict};
      CREATE INDEX templates_by_category ON templates (category, name);
      CREATE INDEX templates_by_use ON templates (usage_count, name);

      CREATE TABLE template_uses (
        id ${counter},
        template_id ${text} NOT NULL REFERENCES templates (id) ON DELETE CASCADE,
        project_id ${text} REFERENCES projects (id) ON DELETE SET NULL,
        settings ${text} NOT NULL DEFAULT '{}' CHECK (${json('settings')}),
        outcome ${text} CHECK (outcome IN ('succeeded', 'failed')),
        used_at ${text} NOT NULL DEFAULT ${now},
        used_by ${text} NOT NULL DEFAULT ''
      )${strict};
      CREATE INDEX template_uses_by_template ON template_uses (template_id, used_at);
      CREATE INDEX template_uses_by_project ON template_uses (project_id);
    `,
  ),
  down: dropTables(Object.keys(columns).toReversed()),
  validate: (probe) => missingFrom(probe, columns),
};
