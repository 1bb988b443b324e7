import { dropTables, onBothEngines } from './dialects.ts';
import { missingFrom } from './expect-tables.ts';
import type { Migration } from './migration.ts';

/** The tables in the order in which they are made: each after those that it points to. */
const columns = {
  users: ['id', 'username', 'email', 'role', 'active', 'created_at', 'updated_at', 'last_login'],
  audit_log: [
    'id',
    'user_id',
    'actor',
    'action',
    'resource_type',
    'resource_id',
    'timestamp',
    'metadata',
    'previous_hash',
    'hash',
  ],
  models: [
    'id',
    'kind',
    'version',
    'parameters',
    'metrics',
    'trained_on',
    'trained_at',
    'trained_by',
    'active',
  ],
  resolution_suggestions: [
    'id',
    'incident_id',
    'kb_entry_id',
    'model_id',
    'query',
    'position',
    'confidence',
    'evidence',
    'auto_resolved',
    'suggested_at',
    'suggested_to',
  ],
  resolution_feedback: ['id', 'suggestion_id', 'verdict', 'comment', 'given_at', 'given_by'],
  forecasts: ['id', 'series', 'dimension', 'model_id', 'method', 'horizon_days', 'made_at'],
  forecast_points: ['forecast_id', 'at', 'expected', 'low', 'high'],
  risks: [
    'id',
    'forecast_id',
    'pattern_id',
    'kind',
    'label',
    'severity',
    'probability',
    'expected_at',
    'evidence',
    'made_at',
  ],
} as const;

const makeTables = onBothEngines(
  ({ text, now, real, flag, counter, strict, keyed, json }) => `
    CREATE TABLE users (
      id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
      username ${text} NOT NULL UNIQUE CHECK (length(username) > 0),
      email ${text} UNIQUE CHECK (length(email) > 0),
      role ${text} NOT NULL DEFAULT 'viewer' CHECK (role IN ('viewer', 'editor', 'admin')),
      active ${flag} NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
      created_at ${text} NOT NULL DEFAULT ${now},
      updated_at ${text} NOT NULL DEFAULT ${now},
      last_login ${text}
    )${strict};
    CREATE UNIQUE INDEX users_by_folded_name ON users (lower(username));

    CREATE TABLE audit_log (
      id ${counter},
      user_id ${text} REFERENCES users (id) ON DELETE RESTRICT,
      actor ${text} NOT NULL DEFAULT '',
      action ${text} NOT NULL CHECK (length(action) > 0),
      resource_type ${text},
      resource_id ${text},
      timestamp ${text} NOT NULL DEFAULT ${now},
      metadata ${text} NOT NULL DEFAULT '{}' CHECK (${json('metadata')}),
      previous_hash ${text} UNIQUE CHECK (length(previous_hash) = 64),
      hash ${text} UNIQUE CHECK (length(hash) = 64 AND hash <> previous_hash),
      CHECK (resource_id IS NULL OR resource_type IS NOT NULL)
    )${strict};
    CREATE INDEX audit_log_by_user ON audit_log (user_id, id);
    CREATE INDEX audit_log_by_resource ON audit_log (resource_type, resource_id, id);
    CREATE INDEX audit_log_by_action ON audit_log (action, id);
    CREATE INDEX audit_log_by_time ON audit_log (timestamp);

    CREATE TABLE models (
      id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
      kind ${text} NOT NULL CHECK (length(kind) > 0),
      version INTEGER NOT NULL CHECK (version >= 1),
      parameters ${text} NOT NULL CHECK (${json('parameters')}),
      metrics ${text} NOT NULL DEFAULT '{}' CHECK (${json('metrics')}),
      trained_on INTEGER NOT NULL CHECK (trained_on >= 0),
      trained_at ${text} NOT NULL DEFAULT ${now},
      trained_by ${text} NOT NULL DEFAULT '',
      active ${flag} NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
      UNIQUE (kind, version)
    )${strict};
    CREATE UNIQUE INDEX models_one_active ON models (kind) WHERE active = 1;

    CREATE TABLE resolution_suggestions (
      id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
      incident_id ${text} REFERENCES incidents (id) ON DELETE SET NULL,
      kb_entry_id ${text} REFERENCES kb_entries (id) ON DELETE SET NULL,
      model_id ${text} REFERENCES models (id) ON DELETE SET NULL,
      query ${text} NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 1),
      confidence ${real} NOT NULL CHECK (confidence BETWEEN 0 AND 1),
      evidence ${text} NOT NULL DEFAULT '[]' CHECK (${json('evidence')}),
      auto_resolved ${flag} NOT NULL DEFAULT 0 CHECK (auto_resolved IN (0, 1)),
      suggested_at ${text} NOT NULL DEFAULT ${now},
      suggested_to ${text} NOT NULL DEFAULT ''
    )${strict};
    CREATE INDEX resolution_suggestions_by_time ON resolution_suggestions (suggested_at);
    CREATE INDEX resolution_suggestions_by_incident ON resolution_suggestions (incident_id, suggested_at);
    CREATE INDEX resolution_suggestions_by_entry ON resolution_suggestions (kb_entry_id, suggested_at);
    CREATE INDEX resolution_suggestions_by_model ON resolution_suggestions (model_id);

    CREATE TABLE resolution_feedback (
      id ${counter},
      suggestion_id ${text} NOT NULL REFERENCES resolution_suggestions (id) ON DELETE CASCADE,
      verdict ${text} NOT NULL CHECK (verdict IN ('solved', 'helpful', 'not-helpful', 'wrong')),
      comment ${text},
      given_at ${text} NOT NULL DEFAULT ${now},
      given_by ${text} NOT NULL DEFAULT '',
      UNIQUE (suggestion_id, given_by)
    )${strict};
    CREATE INDEX resolution_feedback_by_time ON resolution_feedback (given_at);

    CREATE TABLE forecasts (
      id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
      series ${text} NOT NULL CHECK (length(series) > 0),
      dimension ${text} NOT NULL DEFAULT '',
      model_id ${text} REFERENCES models (id) ON DELETE SET NULL,
      method ${text} NOT NULL CHECK (length(method) > 0),
      horizon_days INTEGER NOT NULL CHECK (horizon_days >= 1),
      made_at ${text} NOT NULL DEFAULT ${now}
    )${strict};
    CREATE INDEX forecasts_by_series ON forecasts (series, dimension, made_at);
    CREATE INDEX forecasts_by_time ON forecasts (made_at);
    CREATE INDEX forecasts_by_model ON forecasts (model_id);

    CREATE TABLE forecast_points (
      forecast_id ${text} NOT NULL REFERENCES forecasts (id) ON DELETE CASCADE,
      at ${text} NOT NULL,
      expected ${real} NOT NULL,
      low ${real} NOT NULL,
      high ${real} NOT NULL,
      PRIMARY KEY (forecast_id, at),
      CHECK (low <= expected AND expected <= high)
    )${keyed};

    CREATE TABLE risks (
      id ${text} NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
      forecast_id ${text} REFERENCES forecasts (id) ON DELETE CASCADE,
      pattern_id ${text} REFERENCES patterns (id) ON DELETE SET NULL,
      kind ${text} NOT NULL CHECK (length(kind) > 0),
      label ${text} NOT NULL CHECK (length(label) > 0),
      severity ${text} NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
      probability ${real} NOT NULL CHECK (probability BETWEEN 0 AND 1),
      expected_at ${text},
      evidence ${text} NOT NULL DEFAULT '{}' CHECK (${json('evidence')}),
      made_at ${text} NOT NULL DEFAULT ${now}
    )${strict};
    CREATE INDEX risks_by_time ON risks (made_at);
    CREATE INDEX risks_by_forecast ON risks (forecast_id);
    CREATE INDEX risks_by_pattern ON risks (pattern_id);
  `,
);

const forbidChanges = {
  sqlite: `
    CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
    BEGIN
      SELECT RAISE(ABORT, 'audit_log is only ever added to');
    END;
    CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
    BEGIN
      SELECT RAISE(ABORT, 'audit_log is only ever added to');
    END;
  `,
  postgresql: `
    CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'audit_log is only ever added to';
    END $$;
    CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_refuse();
    CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_refuse();
    CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log EXECUTE FUNCTION audit_log_refuse();
  `,
};

const drop = dropTables(Object.keys(columns).toReversed());

/**
 * Users and the audit log; models, the resolutions that they suggest and what became of them; forecasts and risks.
 *
 * The audit log is a chain: each line's `hash` covers the line and the hash before it, and no two lines may follow the same one. So it is only ever
 * added to, and a user who is in it is made inactive instead of removed. A user needs no e-mail address. A suggestion outlives its entry and its
 * incident: it still tells how good a model was.
 */
export const mvp5EnterpriseIntelligence: Migration = {
  version: '005-mvp5-enterprise-intelligence',
  name: 'Resolution, forecasts, users and the audit log',
  minimumReader: '001-mvp1-base',
  up: {
    sqlite: `${makeTables.sqlite}\n${forbidChanges.sqlite}`,
    postgresql: `${makeTables.postgresql}\n${forbidChanges.postgresql}`,
  },
  down: {
    sqlite: drop.sqlite,
    postgresql: `${drop.postgresql}\nDROP FUNCTION audit_log_refuse();`,
  },
  validate: (probe) => missingFrom(probe, columns),
};
