/** The SQL of a step, for each engine. A step is one script that runs inside the upgrade's transaction. */
export interface MigrationScript {
  readonly sqlite: string;
  readonly postgresql: string;
}

/** What a migration may ask of the database while it is validated. */
export interface MigrationProbe {
  readonly engine: keyof MigrationScript;
  tableExists(name: string): Promise<boolean>;
  columnsOf(table: string): Promise<readonly string[]>;
  /** Whether a query finds at least one row. */
  finds(query: string): Promise<boolean>;
}

/** A table that stays when the step is undone, and whose rows `down` changes. */
export interface RewrittenTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** One step of the schema, as the migration guide describes it. */
export interface Migration {
  /** Three digits and a name, such as `001-mvp1-base`. Released steps are 001 to 009, custom ones 010 and above. */
  readonly version: string;
  /** What it brings, in words for a person. */
  readonly name: string;
  /** The oldest schema version whose program can read a database at this one: a step that only adds keeps that of the step before it. */
  readonly minimumReader: string;
  readonly up: MigrationScript;
  readonly down: MigrationScript;
  /** What `down` changes in tables that stay. Their former values are kept, and come back with the next `up`; a `down` that changes rows it does not name is refused. */
  readonly rewrites?: readonly RewrittenTable[];
  /** The file that a custom step was read from; released steps have none. */
  readonly file?: string;
  /** Looks at the result before it is committed. Returns what is wrong, in sentences; nothing when all is well. */
  readonly validate: (probe: MigrationProbe) => Promise<readonly string[]>;
}
