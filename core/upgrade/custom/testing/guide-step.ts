/** The migration guide's own example, to the letter. */
export const guideStep = `// Custom migration for adding new features
const customMigration: Migration = {
  version: '010-custom-feature',
  name: 'Add Custom Feature Tables',
  up: \`
    CREATE TABLE custom_feature (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      config JSON,
      created_at DATETIME DEFAULT CURRENT_TIMESTAMP
    );
    
    CREATE INDEX idx_custom_feature_name ON custom_feature(name);
  \`,
  down: \`
    DROP INDEX IF EXISTS idx_custom_feature_name;
    DROP TABLE IF EXISTS custom_feature;
  \`,
  validate: async (db) => {
    // Custom validation logic
    const tables = db.prepare(\`
      SELECT name FROM sqlite_master 
      WHERE type='table' AND name='custom_feature'
    \`).get();
    return !!tables;
  }
};
`;

/** A step in the guide's form with some of its properties put in the place of others; each is given as it is written in the file. */
export function stepText(change: Readonly<Record<string, string>> = {}): string {
  const properties = {
    version: `'010-notes'`,
    name: `'Notes'`,
    up: `'CREATE TABLE notes (id INTEGER PRIMARY KEY)'`,
    down: `'DROP TABLE notes'`,
    validate: `'SELECT count(*) FROM notes'`,
    ...change,
  };
  const lines = Object.entries(properties).map(([key, written]) => `  ${key}: ${written},`);
  return `export default {\n${lines.join('\n')}\n};\n`;
}
