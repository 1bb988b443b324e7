import type { MigrationProbe } from './migration.ts';

/** What is missing of these tables and columns, one sentence each. */
export async function missingFrom(
  probe: MigrationProbe,
  tables: Readonly<Record<string, readonly string[]>>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [table, expected] of Object.entries(tables)) {
    if (!(await probe.tableExists(table))) {
      problems.push(`The table ${table} is missing.`);
      continue;
    }
    const present = new Set(await probe.columnsOf(table));
    for (const column of expected) {
      if (!present.has(column)) problems.push(`The table ${table} has no column ${column}.`);
    }
  }
  return problems;
}
