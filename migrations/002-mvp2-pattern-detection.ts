import { dropTables, onBothEngines } from './dialects.ts';
import { missingFrom } from './expect-tables.ts';
import type { Migration } from './migration.ts';

/** The tables in the order in which they are made: each after those that it points to. */
const columns = {
  incident_imports: ['id', 'file_name', 'sha256', 'mapping', 'added', 'updated', 'unchanged', 'rejected'],
  incidents: [
    'id',
    'source',
    'external_id',
    'title',
    'description',
    'category',
    'category_key',
    'severity',
    'status',
    'component',
    'reported_by',
    'assigned_to',
    'opened_at',
    'resolved_at',
    'closed_at',
    'resolution',
    'import_id',
    'source_row',
    'created_at',
    'updated_at',
    'metadata',
  ],
  incident_tags: ['incident_id', 'position', 'tag', 'tag_key'],
  kb_incident_links: ['kb_entry_id', 'incident_id', 'relation', 'confidence', 'origin', 'created_at'],
  patterns: [
    'id',
    'kind',
    'signature',
    'label',
    'description',
    'confidence',
    'severity',
    'status',
    'incident_count',
    'first_seen',
    'last_seen',
    'detected_at',
    'updated_at',
    'evidence',
  ],
  pattern_incidents: ['pattern_id', 'incident_id', 'score'],
  kb_pattern_links: ['kb_entry_id', 'pattern_id', 'confidence', 'origin', 'created_at'],
  alert_rules: ['id', 'name', 'kind', 'condition', 'severity', 'enabled', 'created_at', 'updated_at'],
  alerts: [
    'id',
    'rule_id',
    'pattern_id',
    'incident_id',
    'kind',
    'severity',
    'title',
    'message',
    'subject',
    'status',
    'raised_at',
    'acknowledged_at',
    'acknowledged_by',
    'note',
    'resolved_at',
    'evidence',
  ],
  analytics_events: ['id', 'kind', 'at', 'actor', 'kb_entry_id', 'incident_id', 'query', 'value', 'metadata'],
  analytics_series: ['series', 'dimension', 'period', 'at', 'value'],
} as const;

/**
 * Incidents with the rows they were imported from, the patterns found in them, alerts, and what analytics counts.
 *
 * An incident is known by its source and its number there, so that importing it again updates it. A pattern's signature is what makes it the
 * same one when it is found again. `subject` is what an alert is about: while it is unresolved, the same is not raised twice.
 */
export const mvp2PatternDetection: Migration = {
  version: '002-mvp2-pattern-detection',
  name: 'Incidents, patterns, alerts and analytics',
  minimumReader: '001-mvp1-base',
  up: onBothEngines(
    ({ text, now, real, flag, counter, strict, keyed, json }) => `
      CREATE TABLE incident_imports (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        file_name ${text} NOT NULL CHECK (length(file_name) > 0),
        sha256 ${text} NOT NULL CHECK (length(sha256) = 64),
        mapping ${text} NOT NULL DEFAULT '{}' CHECK (${json('mapping')}),
        added INTEGER NOT NULL DEFAULT 0 CHECK (added >= 0),
        updated INTEGER NOT NULL DEFAULT 0 CHECK (updated >= 0),
        unchanged INTEGER NOT NULL DEFAULT 0 CHECK (unchanged >= 0),
        rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
        imported_at ${text} NOT NULL DEFAULT ${now},
        imported_by ${text} NOT NULL DEFAULT ''
      )${strict};
      CREATE INDEX incident_imports_by_time ON incident_imports (imported_at);

      CREATE TABLE incidents (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        source ${text} NOT NULL DEFAULT '',
        external_id ${text} CHECK (length(external_id) > 0),
        title ${text} NOT NULL CHECK (length(title) > 0),
        description ${text} NOT NULL DEFAULT '',
        category ${text} NOT NULL DEFAULT 'General' CHECK (length(category) > 0),
        category_key ${text} NOT NULL DEFAULT 'general',
        severity ${text} NOT NULL DEFAULT 'medium' CHECK (severity IN ('low', 'medium', 'high', 'critical')),
        status ${text} NOT NULL DEFAULT 'open'
          CHECK (status IN ('open', 'in-progress', 'on-hold', 'resolved', 'closed', 'cancelled')),
        component ${text},
        reported_by ${text},
        assigned_to ${text},
        opened_at ${text} NOT NULL DEFAULT ${now},
        resolved_at ${text},
        closed_at ${text},
        resolution ${text},
        import_id ${text} REFERENCES incident_imports (id) ON DELETE SET NULL,
        source_row ${text} CHECK (${json('source_row')}),
        created_at ${text} NOT NULL DEFAULT ${now},
        updated_at ${text} NOT NULL DEFAULT ${now},
        metadata ${text} NOT NULL DEFAULT '{}' CHECK (${json('metadata')}),
        UNIQUE (source, external_id)
      )${strict};
      CREATE INDEX incidents_by_opening ON incidents (opened_at, id);
      CREATE INDEX incidents_by_status ON incidents (status, opened_at);
      CREATE INDEX incidents_by_category ON incidents (category_key, opened_at);
      CREATE INDEX incidents_by_component ON incidents (component, opened_at);
      CREATE INDEX incidents_by_import ON incidents (import_id);

      CREATE TABLE incident_tags (
        incident_id ${text} NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        tag ${text} NOT NULL CHECK (length(tag) > 0),
        tag_key ${text} NOT NULL,
        PRIMARY KEY (incident_id, tag_key)
      )${keyed};
      CREATE INDEX incident_tags_by_key ON incident_tags (tag_key, incident_id);

      CREATE TABLE kb_incident_links (
        kb_entry_id ${text} NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
        incident_id ${text} NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        relation ${text} NOT NULL DEFAULT 'related' CHECK (relation IN ('related', 'resolved-by', 'written-from')),
        confidence ${real} NOT NULL DEFAULT 1.0 CHECK (confidence BETWEEN 0 AND 1),
        origin ${text} NOT NULL DEFAULT 'manual' CHECK (origin IN ('manual', 'automatic', 'imported')),
        created_at ${text} NOT NULL DEFAULT ${now},
        created_by ${text} NOT NULL DEFAULT '',
        PRIMARY KEY (incident_id, kb_entry_id)
      )${keyed};
      CREATE INDEX kb_incident_links_by_entry ON kb_incident_links (kb_entry_id, created_at);

      CREATE TABLE patterns (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        kind ${text} NOT NULL CHECK (length(kind) > 0),
        signature ${text} NOT NULL CHECK (length(signature) > 0),
        label ${text} NOT NULL CHECK (length(label) > 0),
        description ${text} NOT NULL DEFAULT '',
        confidence ${real} NOT NULL DEFAULT 0.0 CHECK (confidence BETWEEN 0 AND 1),
        severity ${text} NOT NULL DEFAULT 'medium' CHECK (severity IN ('low', 'medium', 'high', 'critical')),
        status ${text} NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'dormant', 'dismissed')),
        incident_count INTEGER NOT NULL DEFAULT 0 CHECK (incident_count >= 0),
        first_seen ${text} NOT NULL DEFAULT ${now},
        last_seen ${text} NOT NULL DEFAULT ${now} CHECK (last_seen >= first_seen),
        detected_at ${text} NOT NULL DEFAULT ${now},
        updated_at ${text} NOT NULL DEFAULT ${now},
        evidence ${text} NOT NULL DEFAULT '{}' CHECK (${json('evidence')}),
        UNIQUE (kind, signature)
      )${strict};
      CREATE INDEX patterns_by_last_seen ON patterns (status, last_seen);

      CREATE TABLE pattern_incidents (
        pattern_id ${text} NOT NULL REFERENCES patterns (id) ON DELETE CASCADE,
        incident_id ${text} NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
        score ${real} NOT NULL DEFAULT 1.0 CHECK (score BETWEEN 0 AND 1),
        PRIMARY KEY (pattern_id, incident_id)
      )${keyed};
      CREATE INDEX pattern_incidents_by_incident ON pattern_incidents (incident_id);

      CREATE TABLE kb_pattern_links (
        kb_entry_id ${text} NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
        pattern_id ${text} NOT NULL REFERENCES patterns (id) ON DELETE CASCADE,
        confidence ${real} NOT NULL DEFAULT 1.0 CHECK (confidence BETWEEN 0 AND 1),
        origin ${text} NOT NULL DEFAULT 'automatic' CHECK (origin IN ('manual', 'automatic', 'imported')),
        created_at ${text} NOT NULL DEFAULT ${now},
        created_by ${text} NOT NULL DEFAULT '',
        PRIMARY KEY (pattern_id, kb_entry_id)
      )${keyed};
      CREATE INDEX kb_pattern_links_by_entry ON kb_pattern_links (kb_entry_id);

      CREATE TABLE alert_rules (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        name ${text} NOT NULL UNIQUE CHECK (length(name) > 0),
        kind ${text} NOT NULL CHECK (length(kind) > 0),
        condition ${text} NOT NULL DEFAULT '{}' CHECK (${json('condition')}),
        severity ${text} NOT NULL DEFAULT 'medium' CHECK (severity IN ('low', 'medium', 'high', 'critical')),
        enabled ${flag} NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
        created_at ${text} NOT NULL DEFAULT ${now},
        updated_at ${text} NOT NULL DEFAULT ${now}
      )${strict};

      CREATE TABLE alerts (
        id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
        rule_id ${text} REFERENCES alert_rules (id) ON DELETE SET NULL,
        pattern_id ${text} REFERENCES patterns (id) ON DELETE SET NULL,
        incident_id ${text} REFERENCES incidents (id) ON DELETE SET NULL,
        kind ${text} NOT NULL CHECK (length(kind) > 0),
        severity ${text} NOT NULL DEFAULT 'medium' CHECK (severity IN ('low', 'medium', 'high', 'critical')),
        title ${text} NOT NULL CHECK (length(title) > 0),
        message ${text} NOT NULL DEFAULT '',
        subject ${text} NOT NULL CHECK (length(subject) > 0),
        status ${text} NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'acknowledged', 'resolved')),
        raised_at ${text} NOT NULL DEFAULT ${now},
        acknowledged_at ${text},
        acknowledged_by ${text},
        note ${text},
        resolved_at ${text},
        evidence ${text} NOT NULL DEFAULT '{}' CHECK (${json('evidence')}),
        CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
        CHECK (status <> 'acknowledged' OR acknowledged_at IS NOT NULL),
        CHECK ((status = 'resolved') = (resolved_at IS NOT NULL))
      )${strict};
      CREATE UNIQUE INDEX alerts_unresolved ON alerts (kind, subject) WHERE status <> 'resolved';
      CREATE INDEX alerts_by_status ON alerts (status, raised_at);
      CREATE INDEX alerts_by_time ON alerts (raised_at, id);
      CREATE INDEX alerts_by_rule ON alerts (rule_id);
      CREATE INDEX alerts_by_pattern ON alerts (pattern_id);
      CREATE INDEX alerts_by_incident ON alerts (incident_id);

      CREATE TABLE analytics_events (
        id ${counter},
        kind ${text} NOT NULL CHECK (length(kind) > 0),
        at ${text} NOT NULL DEFAULT ${now},
        actor ${text} NOT NULL DEFAULT '',
        kb_entry_id ${text} REFERENCES kb_entries (id) ON DELETE SET NULL,
        incident_id ${text} REFERENCES incidents (id) ON DELETE SET NULL,
        query ${text},
        value ${real},
        metadata ${text} NOT NULL DEFAULT '{}' CHECK (${json('metadata')})
      )${strict};
      CREATE INDEX analytics_events_by_kind ON analytics_events (kind, at);
      CREATE INDEX analytics_events_by_time ON analytics_events (at);
      CREATE INDEX analytics_events_by_entry ON analytics_events (kb_entry_id, at);
      CREATE INDEX analytics_events_by_incident ON analytics_events (incident_id, at);

      CREATE TABLE analytics_series (
        series ${text} NOT NULL CHECK (length(series) > 0),
        dimension ${text} NOT NULL DEFAULT '',
        period ${text} NOT NULL CHECK (period IN ('hour', 'day', 'week', 'month')),
        at ${text} NOT NULL,
        value ${real} NOT NULL,
        PRIMARY KEY (series, dimension, period, at)
      )${keyed};
      CREATE INDEX analytics_series_by_time ON analytics_series (period, at);
    `,
  ),
  down: dropTables(Object.keys(columns).toReversed()),
  validate: (probe) => missingFrom(probe, columns),
};
