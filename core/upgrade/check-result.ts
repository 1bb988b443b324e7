import type { Migration } from '../../migrations/migration.ts';
import { readAppliedSteps } from './applied-steps.ts';
import { brokenReferences } from './check-references.ts';
import { readShape } from './kept/schema-shape.ts';
import { missingParts } from './missing-parts.ts';
import { countRows, mayChangeCounts } from './row-counts.ts';
import type { SchemaSession } from './schema-access.ts';
import { readSchemaParts } from './schema-parts.ts';

/**
 * Notes what a database holds before steps are run. Returns a function that says, afterwards and before the commit, what is wrong, in sentences:
 * references that lead nowhere, parts of an applied step that are missing, and tables that have lost or gained rows that no step speaks of.
 */
export async function lookThrough(
  session: SchemaSession,
  direction: 'up' | 'down',
  steps: readonly Migration[],
  known: readonly Migration[],
): Promise<() => Promise<readonly string[]>> {
  const { store } = session;
  const before = await readShape(session);
  const scripts = steps.map((step) => step[direction][store.engine]);
  const counts = (await mayChangeCounts(session, scripts))
    ? await countRows(session, before)
    : new Map<string, number>();
  const declared = new Set(steps.flatMap(({ rewrites = [] }) => rewrites.map(({ table }) => table)));
  return async () => {
    const after = await readShape(session);
    const staying = new Map([...after].filter(([name]) => counts.has(name) && !declared.has(name)));
    const now = await countRows(session, staying);
    const applied = new Set((await readAppliedSteps(session)).map(({ version }) => version));
    const lost = missingParts(
      known.filter(({ version }) => applied.has(version)),
      store.engine,
      await readSchemaParts(session),
    );
    return [
      ...(store.engine === 'sqlite' ? brokenReferences(store, before, after) : []),
      ...lost.map(({ version, missing }) => `Of the step ${version}, ${missing.join(' and ')} is missing.`),
      ...[...now].flatMap(([name, rows]) => {
        const former = counts.get(name) ?? 0;
        return rows === former
          ? []
          : [
              `The table ${name} had ${former} rows and would have ${rows}, and no step names it in its “rewrites”.`,
            ];
      }),
    ];
  };
}
