import type { MigrationScript } from './migration.ts';

/**
 * Gives every entry `code_analysis_ready` and `migration_version` behind what its metadata has; a key that is there already keeps its value.
 *
 * PostgreSQL's `jsonb` would put the keys in another order, so there the text itself is extended.
 */
export const markEntries: MigrationScript = {
  sqlite: `
    UPDATE kb_entries
    SET metadata = json_insert(metadata, '$.code_analysis_ready', json('true'), '$.migration_version', 'mvp3')
    WHERE json_type(metadata) = 'object'
      AND (json_type(metadata, '$.code_analysis_ready') IS NULL OR json_type(metadata, '$.migration_version') IS NULL);
  `,
  postgresql: `
    UPDATE kb_entries
    SET metadata = concat(
      regexp_replace(metadata, '\\s*}\\s*$', ''),
      CASE WHEN metadata ~ '^\\s*{\\s*}\\s*$' THEN '' ELSE ',' END,
      concat_ws(
        ',',
        CASE WHEN metadata::json -> 'code_analysis_ready' IS NULL THEN '"code_analysis_ready":true' END,
        CASE WHEN metadata::json -> 'migration_version' IS NULL THEN '"migration_version":"mvp3"' END
      ),
      '}'
    )
    WHERE metadata IS JSON OBJECT
      AND (metadata::json -> 'code_analysis_ready' IS NULL OR metadata::json -> 'migration_version' IS NULL);
  `,
};

/** Takes the two keys out again where they have exactly the values that were given; the other keys keep their order. */
export const unmarkEntries: MigrationScript = {
  sqlite: `
    UPDATE kb_entries
    SET metadata = CASE
      WHEN metadata -> '$.code_analysis_ready' IS NOT 'true' THEN json_remove(metadata, '$.migration_version')
      WHEN metadata -> '$.migration_version' IS NOT '"mvp3"' THEN json_remove(metadata, '$.code_analysis_ready')
      ELSE json_remove(metadata, '$.code_analysis_ready', '$.migration_version')
    END
    WHERE metadata -> '$.code_analysis_ready' = 'true' OR metadata -> '$.migration_version' = '"mvp3"';
  `,
  postgresql: `
    UPDATE kb_entries
    SET metadata = (
      SELECT concat('{', string_agg(concat(to_json(key), ':', value), ',' ORDER BY position), '}')
      FROM json_each(metadata::json) WITH ORDINALITY AS pair (key, value, position)
      WHERE NOT (key = 'code_analysis_ready' AND value::text = 'true')
        AND NOT (key = 'migration_version' AND value::text = '"mvp3"')
    )
    WHERE metadata IS JSON OBJECT
      AND (metadata::json ->> 'migration_version' = 'mvp3' OR (metadata::json -> 'code_analysis_ready')::text = 'true');
  `,
};

/**
 * Finds an entry that lacks one of the keys, among the first and the last thousand: the statement marks all or, where it fails, none, and reading all of
 * a large table again would take as long as marking it.
 */
export const someUnmarked: MigrationScript = {
  sqlite: `
    SELECT 1 FROM (
      SELECT * FROM (SELECT metadata FROM kb_entries ORDER BY number LIMIT 1000)
      UNION ALL
      SELECT * FROM (SELECT metadata FROM kb_entries ORDER BY number DESC LIMIT 1000)
    )
    WHERE json_type(metadata) = 'object'
      AND (json_type(metadata, '$.code_analysis_ready') IS NULL OR json_type(metadata, '$.migration_version') IS NULL)
    LIMIT 1
  `,
  postgresql: `
    SELECT 1 FROM (
      (SELECT metadata FROM kb_entries ORDER BY number LIMIT 1000)
      UNION ALL
      (SELECT metadata FROM kb_entries ORDER BY number DESC LIMIT 1000)
    ) AS ends
    WHERE metadata IS JSON OBJECT
      AND (metadata::json -> 'code_analysis_ready' IS NULL OR metadata::json -> 'migration_version' IS NULL)
    LIMIT 1
  `,
};
