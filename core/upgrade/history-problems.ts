import type { Migration } from '../../migrations/migration.ts';
import { KnowledgeError } from '../failure.ts';
import { newestReleased, readAppliedSteps, type AppliedStep } from './applied-steps.ts';
import { checksumOf } from './checksum.ts';
import type { KnownMigrations } from './known-migrations.ts';
import { missingParts } from './missing-parts.ts';
import type { SchemaSession } from './schema-access.ts';
import { readSchemaParts, type SchemaParts } from './schema-parts.ts';
import { scriptFacts } from './script-facts.ts';
import { isReleased, versionNumber } from './version-number.ts';

/**
 * Why the schema should be changed neither way, in sentences that name the step and the way out: its steps, its history and the file itself do not
 * agree with each other. A newer file is no such problem, and neither is one that has no schema yet.
 */
export async function findHistoryProblems(
  session: SchemaSession,
  { migrations, problems }: KnownMigrations,
): Promise<readonly string[]> {
  const applied = await readAppliedSteps(session);
  if (applied.length === 0) return [];
  const parts = await readSchemaParts(session);
  return [
    ...problems,
    ...editedSteps(session, migrations, applied),
    ...missingSteps(migrations, applied),
    ...insertedSteps(migrations, applied),
    ...lostParts(session, migrations, applied, parts),
    ...partsAhead(session, migrations, applied, parts),
    ...wrongUserVersion(session, migrations, applied),
  ];
}

function editedSteps(
  { store }: SchemaSession,
  known: readonly Migration[],
  applied: readonly AppliedStep[],
): readonly string[] {
  return applied.flatMap(({ version, checksum, appliedAt }) => {
    const step = known.find((migration) => migration.version === version);
    if (step === undefined || checksumOf(step, store.engine) === checksum) return [];
    const wayOut =
      step.file === undefined
        ? 'Use the version of Abendbook that applied it, or restore a backup.'
        : `Put ${step.file} back as it was then, and make the change a step of its own.`;
    return [`The step ${version} has been edited since it was applied on ${dayOf(appliedAt)}. ${wayOut}`];
  });
}

function missingSteps(known: readonly Migration[], applied: readonly AppliedStep[]): readonly string[] {
  const newestKnown = newestReleased(known);
  return applied.flatMap(({ version, appliedAt }) => {
    if (known.some((migration) => migration.version === version)) return [];
    if (!isReleased(version))
      return [
        `The custom step ${version} was applied on ${dayOf(appliedAt)}, and its file is missing. Put it back into the folder of custom steps.`,
      ];
    if (versionNumber(version) > newestKnown) return [];
    return [
      `The step ${version} was applied on ${dayOf(appliedAt)}, and this program does not know it. Use the version of Abendbook that applied it.`,
    ];
  });
}

function insertedSteps(known: readonly Migration[], applied: readonly AppliedStep[]): readonly string[] {
  const newest = newestReleased(applied);
  const done = new Set(applied.map(({ version }) => version));
  return known
    .filter(({ version }) => isReleased(version) && versionNumber(version) < newest && !done.has(version))
    .map(
      ({ version }) =>
        `The step ${version} is not applied, although later ones are: the history has a gap. Restore a backup, or use the version of Abendbook that made it.`,
    );
}

function lostParts(
  { store }: SchemaSession,
  known: readonly Migration[],
  applied: readonly AppliedStep[],
  present: SchemaParts,
): readonly string[] {
  const done = new Set(applied.map(({ version }) => version));
  const steps = known.filter(({ version }) => done.has(version));
  return missingParts(steps, store.engine, present).map(
    ({ version, missing }) =>
      `The step ${version} is applied, but ${missing.join(' and ')} is missing. Restore a backup.`,
  );
}

/** What a released step makes is there, although it is not applied. Custom steps are on their own: theirs may be there for another reason. */
function partsAhead(
  { store }: SchemaSession,
  known: readonly Migration[],
  applied: readonly AppliedStep[],
  present: SchemaParts,
): readonly string[] {
  const done = new Set(applied.map(({ version }) => version));
  return known
    .filter(({ version }) => isReleased(version) && !done.has(version))
    .flatMap(({ version, up }) => {
      const { tables, columns } = scriptFacts(up[store.engine], store.engine);
      const there = [
        ...tables.filter((table) => present.has(table)).map((table) => `the table ${table}`),
        ...columns
          .filter(({ table, column }) => present.get(table)?.has(column))
          .map(({ table, column }) => `the column ${column} of ${table}`),
      ];
      if (there.length === 0) return [];
      return [
        `The step ${version} is not applied, but ${there.join(' and ')} is there already. If a step of your own made it, roll that back and give it another name; otherwise restore a backup.`,
      ];
    });
}

/** Zero says nothing: older programs left it so. */
function wrongUserVersion(
  { store }: SchemaSession,
  known: readonly Migration[],
  applied: readonly AppliedStep[],
): readonly string[] {
  if (store.engine === 'postgresql') return [];
  const written = Number(store.connection.pragma('user_version', { simple: true }));
  const newest = newestReleased(applied);
  if (written === 0 || written === newest || newest > newestReleased(known)) return [];
  return [
    `The file's header says that it stands at step ${written}, and its history says ${newest}. Restore a backup.`,
  ];
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/** Throws a `KnowledgeError` of kind history-mismatch where there are any. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new KnowledgeError({
    kind: 'history-mismatch',
    message: problems.join(' '),
    recovery: 'Nothing was changed, and entries can be read and written as before. Put this right first.',
  });
}
