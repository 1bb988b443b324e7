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
}

/** One step of the schema, as the migration guide describes it. */
export interface Migration {
  /** Three digits and a name, such as `001-mvp1-base`; versions sort in the order in which they apply. */
  readonly version: string;
  /** What it brings, in words for a person. */
  readonly name: string;
  readonly up: MigrationScript;
  readonly down: MigrationScript;
  /** Looks at the result before it is committed. Returns what is wrong, in sentences; nothing when all is well. */
  readonly validate: (probe: MigrationProbe) => Promise<readonly string[]>;
}
