import type { Migration } from '../../../migrations/migration.ts';
import { KnowledgeError } from '../../failure.ts';
import type { SqliteStore } from '../../store/store.ts';
import { schemaChange } from '../custom/schema-change.ts';
import { isWord, splitStatements } from '../custom/split-statements.ts';

interface VirtualTable {
  readonly name: string;
  readonly definition: string;
}

function readVirtualTables({ connection }: SqliteStore): readonly VirtualTable[] {
  return connection
    .prepare(
      `SELECT m.name, m.sql AS definition FROM sqlite_master m JOIN pragma_table_list(m.name) l ON l.schema = 'main'
       WHERE m.type = 'table' AND l.type = 'virtual'`,
    )
    .all() as VirtualTable[];
}

/** The table whose rows an FTS5 index covers; null where it has rows of its own. */
function contentOf({ definition }: VirtualTable): string | null {
  if (!/\busing\s+fts5\b/i.test(definition)) return null;
  const [, content = ''] = /\bcontent\s*=\s*['"]?([^'",)\s]+)/i.exec(definition) ?? [];
  return content === '' ? null : content.toLowerCase();
}

/** Refuses a way back that drops a virtual table with rows that could not be brought back. An index over another table is made anew from that. */
export function refuseLostIndexes(store: SqliteStore, { version, down }: Migration): void {
  const dropped = new Set(
    splitStatements(down.sqlite, 'sqlite').statements.flatMap(({ tokens }) =>
      isWord(tokens[0], 'DROP') ? [schemaChange(tokens).name] : [],
    ),
  );
  for (const table of readVirtualTables(store)) {
    if (!dropped.has(table.name.toLowerCase()) || contentOf(table) !== null) continue;
    const quoted = `"${table.name.replaceAll('"', '""')}"`;
    if (store.connection.prepare(`SELECT 1 FROM ${quoted} LIMIT 1`).get() === undefined) continue;
    throw new KnowledgeError({
      kind: 'migration-failed',
      message: `The step ${version} was not undone: its way back drops the virtual table ${table.name}, whose rows could not be brought back.`,
      recovery: 'Nothing was changed. Make it an index over a table of its own: content=….',
    });
  }
}

/** Makes the FTS5 indexes over these tables anew: their triggers have not noticed that rows came back. */
export function rebuildIndexesOver(store: SqliteStore, tables: readonly string[]): void {
  const names = new Set(tables.map((name) => name.toLowerCase()));
  for (const table of readVirtualTables(store)) {
    const content = contentOf(table);
    if (content === null || !names.has(content)) continue;
    const quoted = `"${table.name.replaceAll('"', '""')}"`;
    store.connection.exec(`INSERT INTO ${quoted} (${quoted}) VALUES ('rebuild')`);
  }
}
