import { sql, type Kysely } from 'kysely';
import { KnowledgeError, type Failure } from '../../failure.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { readAppliedSteps } from '../applied-steps.ts';
import { tableExists } from '../bookkeeping.ts';
import type { SchemaSession } from '../schema-access.ts';
import { refusalOf } from './culprits.ts';
import { dropKept, readKept, type KeptTable } from './kept-tables.ts';
import { putOneBack } from './put-one-back.ts';
import { withoutTriggers } from './without-triggers.ts';

/**
 * Ends a conflict inside the transaction that `db` holds: puts the kept values where the present ones are, or lets go of them.
 * Throws a `KnowledgeError` of kind not-found or conflict.
 */
export async function settleConflict(
  store: Store,
  db: Kysely<Schema>,
  id: number,
  choice: 'kept' | 'present',
): Promise<void> {
  const session: SchemaSession = { store, db };
  const { kept, number } = await findConflict(session, id);
  if (choice === 'kept') await putBack(session, kept, number);
  await sql`delete from ${sql.id(kept.keptTable)} where ${sql.id(`${kept.prefix}number`)} = ${number}`.execute(
    db,
  );
  await db.deleteFrom('schema_conflicts').where('id', '=', id).execute();
  const left = await db
    .selectFrom('schema_conflicts')
    .select('id')
    .where('kept_id', '=', kept.id)
    .limit(1)
    .execute();
  if (left.length === 0) await dropKept(session, kept);
}

async function findConflict(
  session: SchemaSession,
  id: number,
): Promise<{ readonly kept: KeptTable; readonly number: number }> {
  const row = (await tableExists(session, 'schema_conflicts'))
    ? await session.db.selectFrom('schema_conflicts').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  const kept = (await readKept(session)).find((one) => one.id === row?.kept_id);
  if (row === undefined || kept === undefined) {
    throw new KnowledgeError({
      kind: 'not-found',
      message: `There is no conflict ${id}.`,
      recovery: 'Nothing was changed. It may have been settled already.',
    });
  }
  return { kept, number: row.kept_number };
}

async function putBack(session: SchemaSession, kept: KeptTable, number: number): Promise<void> {
  const applied = await readAppliedSteps(session);
  if (!applied.some(({ version }) => version === kept.version)) {
    throw refusal(
      `The step ${kept.version}, which it belongs to, is not applied.`,
      `Upgrade to ${kept.version} first.`,
    );
  }
  try {
    const isBack = await withoutTriggers(session, [kept.table], () => putOneBack(session, kept, number));
    if (!isBack)
      throw refusal(
        `There is no place for it in the table ${kept.table} any more.`,
        'Bring the row back first, or keep what is there now.',
      );
  } catch (caught) {
    const reason = refusalOf(caught);
    if (reason === null) throw caught;
    throw new KnowledgeError(
      refusal(reason, 'Change what is in its way first, or keep what is there now.').failure,
      {
        cause: caught,
      },
    );
  }
}

function refusal(message: string, wayOut: string): KnowledgeError {
  const failure: Failure = {
    kind: 'conflict',
    message: `The kept values cannot be put back. ${message}`,
    recovery: `Nothing was changed, and they stay kept. ${wayOut}`,
  };
  return new KnowledgeError(failure);
}
