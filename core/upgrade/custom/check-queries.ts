import type { Migration, MigrationProbe } from '../../../migrations/migration.ts';

/** The guide's own question, which names a table that only SQLite has: whether there is a table of this name. */
const asksForTable =
  /^\s*SELECT\s+[\w*]+\s+FROM\s+sqlite_(?:master|schema)\s+WHERE\s+type\s*=\s*'table'\s+AND\s+name\s*=\s*'(\w+)'\s*;?\s*$/i;

/** So much of a query is shown. */
const longestShown = 200;

/** The `validate` of a custom step: each of its queries must find a row. */
export function checkQueries(
  queries: Readonly<Record<MigrationProbe['engine'], readonly string[]>>,
): Migration['validate'] {
  return async (probe) => {
    const problems: string[] = [];
    for (const query of queries[probe.engine]) {
      const shown = query.replaceAll(/\s+/g, ' ').trim().slice(0, longestShown);
      try {
        if (!(await findsRow(probe, query))) problems.push(`This query of validate finds nothing: ${shown}.`);
      } catch (caught) {
        // On PostgreSQL every query after this one would fail because of it.
        const reason = caught instanceof Error ? caught.message : String(caught);
        return [...problems, `This query of validate cannot be run (${reason}): ${shown}.`];
      }
    }
    return problems;
  };
}

function findsRow(probe: MigrationProbe, query: string): Promise<boolean> {
  const table = probe.engine === 'postgresql' ? asksForTable.exec(query)?.[1] : undefined;
  return table === undefined ? probe.finds(query) : probe.tableExists(table.toLowerCase());
}
