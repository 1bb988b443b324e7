import { dropTables, onBothEngines } from './dialects.ts';
import { missingFrom } from './expect-tables.ts';
import { markEntries, someUnmarked, unmarkEntries } from './003-mark-entries.ts';
import type { Migration } from './migration.ts';

/** The tables in the order in which they are made: each after those that it points to. */
const columns = {
  code_files: [
    'id',
    'file_path',
    'file_type',
    'name',
    'name_key',
    'content',
    'checksum',
    'size_bytes',
    'line_count',
    'imported_at',
    'parsed_at',
    'metadata',
  ],
  code_symbols: ['id', 'code_file_id', 'parent_id', 'kind', 'name', 'name_key', 'line_start', 'line_end'],
  code_references: [
    'id',
    'code_file_id',
    'target_file_id',
    'kind',
    'name',
    'name_key',
    'line_start',
    'line_end',
  ],
  kb_code_links: [
    'id',
    'kb_entry_id',
    'code_file_id',
    'line_start',
    'line_end',
    'confidence',
    'origin',
    'evidence',
    'created_at',
    'created_by',
  ],
} as const;

const makeTables = onBothEngines(
  ({ text, now, real, counter, strict, json }) => `
    CREATE TABLE code_files (
      id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
      file_path ${text} NOT NULL UNIQUE CHECK (length(file_path) > 0),
      file_type ${text} NOT NULL CHECK (file_type IN ('cobol', 'jcl', 'copybook')),
      name ${text} NOT NULL DEFAULT '',
      name_key ${text} NOT NULL DEFAULT '',
      content ${text},
      checksum ${text} CHECK (length(checksum) > 0),
      size_bytes INTEGER NOT NULL DEFAULT 0 CHECK (size_bytes >= 0),
      line_count INTEGER NOT NULL DEFAULT 0 CHECK (line_count >= 0),
      imported_at ${text} NOT NULL DEFAULT ${now},
      parsed_at ${text},
      metadata ${text} NOT NULL DEFAULT '{}' CHECK (${json('metadata')})
    )${strict};
    CREATE INDEX code_files_by_name ON code_files (name_key);
    CREATE INDEX code_files_by_type ON code_files (file_type, name_key);

    CREATE TABLE code_symbols (
      id ${counter},
      code_file_id ${text} NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
      parent_id INTEGER REFERENCES code_symbols (id) ON DELETE CASCADE,
      kind ${text} NOT NULL CHECK (length(kind) > 0),
      name ${text} NOT NULL CHECK (length(name) > 0),
      name_key ${text} NOT NULL,
      line_start INTEGER NOT NULL CHECK (line_start >= 1),
      line_end INTEGER NOT NULL CHECK (line_end >= line_start)
    )${strict};
    CREATE INDEX code_symbols_by_file ON code_symbols (code_file_id, line_start);
    CREATE INDEX code_symbols_by_name ON code_symbols (name_key, kind);
    CREATE INDEX code_symbols_by_parent ON code_symbols (parent_id);

    CREATE TABLE code_references (
      id ${counter},
      code_file_id ${text} NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
      target_file_id ${text} REFERENCES code_files (id) ON DELETE SET NULL,
      kind ${text} NOT NULL CHECK (length(kind) > 0),
      name ${text} NOT NULL CHECK (length(name) > 0),
      name_key ${text} NOT NULL,
      line_start INTEGER NOT NULL CHECK (line_start >= 1),
      line_end INTEGER NOT NULL CHECK (line_end >= line_start)
    )${strict};
    CREATE INDEX code_references_by_file ON code_references (code_file_id, line_start);
    CREATE INDEX code_references_by_name ON code_references (name_key, kind);
    CREATE INDEX code_references_by_target ON code_references (target_file_id);

    CREATE TABLE kb_code_links (
      id ${counter},
      kb_entry_id ${text} NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
      code_file_id ${text} NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
      line_start INTEGER CHECK (line_start >= 1),
      line_end INTEGER CHECK (line_end >= line_start),
      confidence ${real} NOT NULL DEFAULT 1.0 CHECK (confidence BETWEEN 0 AND 1),
      origin ${text} NOT NULL DEFAULT 'manual' CHECK (origin IN ('manual', 'automatic', 'imported')),
      evidence ${text} NOT NULL DEFAULT '{}' CHECK (${json('evidence')}),
      created_at ${text} NOT NULL DEFAULT ${now},
      created_by ${text} NOT NULL DEFAULT '',
      CHECK ((line_start IS NULL) = (line_end IS NULL))
    )${strict};
    CREATE UNIQUE INDEX kb_code_links_once
      ON kb_code_links (kb_entry_id, code_file_id, coalesce(line_start, 0), coalesce(line_end, 0));
    CREATE INDEX kb_code_links_by_file ON kb_code_links (code_file_id, line_start);
  `,
);

const drop = dropTables(Object.keys(columns).toReversed());

/**
 * Code with its structure and references, and its links to entries; every entry is marked as ready for them.
 *
 * A link without lines is one to the whole file. A reference keeps its name when the file that it leads to is gone or not imported yet.
 */
export const mvp3CodeAnalysis: Migration = {
  version: '003-mvp3-code-analysis',
  name: 'Code, its structure and its links to entries',
  minimumReader: '001-mvp1-base',
  up: {
    sqlite: `${makeTables.sqlite}\n${markEntries.sqlite}`,
    postgresql: `${makeTables.postgresql}\n${markEntries.postgresql}`,
  },
  down: {
    sqlite: `${unmarkEntries.sqlite}\n${drop.sqlite}`,
    postgresql: `${unmarkEntries.postgresql}\n${drop.postgresql}`,
  },
  rewrites: [{ table: 'kb_entries', columns: ['metadata'] }],
  validate: async (probe) => {
    const missing = await missingFrom(probe, columns);
    if (!(await probe.finds(someUnmarked[probe.engine]))) return missing;
    return [...missing, 'Some entries were not marked as ready for code analysis.'];
  },
};
