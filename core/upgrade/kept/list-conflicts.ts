import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../store/knowledge-base.ts';
import { tableExists } from '../bookkeeping.ts';
import type { SchemaSession } from '../schema-access.ts';
import type { KeptConflict } from '../upgrade-types.ts';
import { columnOf, sameKey } from './expressions.ts';
import { readKept, type KeptTable } from './kept-tables.ts';
import { readShape, type SchemaShape } from './schema-shape.ts';

/** The kept rows that could not come back, oldest first, each with what stands in its place now. */
export async function listConflicts(session: SchemaSession): Promise<readonly KeptConflict[]> {
  if (!(await tableExists(session, 'schema_conflicts'))) return [];
  const waiting = await session.db.selectFrom('schema_conflicts').select('kept_id').distinct().execute();
  if (waiting.length === 0) return [];
  const ids = new Set(waiting.map(({ kept_id }) => kept_id));
  const shape = await readShape(session);
  const conflicts: KeptConflict[] = [];
  for (const kept of await readKept(session))
    if (ids.has(kept.id)) conflicts.push(...(await conflictsIn(session, kept, shape)));
  return conflicts.toSorted((one, other) => one.id - other.id);
}

interface Shown {
  readonly name: string;
  readonly value: RawBuilder<unknown>;
  /** The column that says what has become of the value, where each has one. */
  readonly state: RawBuilder<unknown> | null;
}

async function conflictsIn(
  { store, db }: SchemaSession,
  kept: KeptTable,
  shape: SchemaShape,
): Promise<readonly KeptConflict[]> {
  const present = shape.get(kept.table)?.columns ?? [];
  const shown = keptColumns(kept);
  const key = kept.key.length > 0 && kept.key.every((name) => present.includes(name)) ? kept.key : null;
  const beside = shown.filter(({ name }) => present.includes(name));
  const json = (value: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
    sql`${asJson(store.engine, value)} as ${sql.id(name)}`;
  const selected = [
    ...kept.key.map((name, index) => json(columnOf(name, 'k'), `key_${index}`)),
    ...shown.map(({ value }, index) => json(value, `kept_${index}`)),
    ...shown.map(({ state }, index) => sql`${state ?? sql`null`} as ${sql.id(`state_${index}`)}`),
    ...(key === null ? [] : beside.map(({ name }, index) => json(columnOf(name, 't'), `present_${index}`))),
    key === null ? sql`null as is_there` : sql`t.is_there as is_there`,
  ];
  const join =
    key === null
      ? sql``
      : sql`left join (select t0.*, 1 as is_there from ${sql.id(kept.table)} as t0) as t on ${sameKey(key, 't', 'k')}`;
  const { rows } = await sql<Row>`select c.id, c.reason, ${sql.join(selected)}
    from schema_conflicts as c join ${sql.id(kept.keptTable)} as k on ${columnOf(`${kept.prefix}number`, 'k')} = c.kept_number
    ${join} where c.kept_id = ${kept.id} order by c.id`.execute(db);
  return rows.map((row) => {
    const open = shown
      .map((column, index) => ({ ...column, index }))
      .filter(({ index }) => row[`state_${index}`] !== 'done');
    const names = new Set(open.map(({ name }) => name));
    const stands = beside.map(({ name }, index) => ({ name, index })).filter(({ name }) => names.has(name));
    return {
      id: Number(row['id']),
      version: kept.version,
      table: kept.table,
      key: object(kept.key.map((name, index) => [name, row[`key_${index}`]])),
      reason: String(row['reason']),
      kept: object(open.map(({ name, index }) => [name, row[`kept_${index}`]])),
      present:
        row['is_there'] === null
          ? null
          : object(stands.map(({ name, index }) => [name, row[`present_${index}`]])),
    };
  });
}

type Row = Readonly<Record<string, unknown>>;

function keptColumns(kept: KeptTable): readonly Shown[] {
  if (kept.kind === 'removed') return [];
  if (kept.kind !== 'values')
    return kept.columns.map((name) => ({ name, value: columnOf(name, 'k'), state: null }));
  return kept.columns.map(({ name }, index) => ({
    name,
    value: columnOf(`${kept.prefix}value_${index}`, 'k'),
    state: columnOf(`${kept.prefix}state_${index}`, 'k'),
  }));
}

/** A value in JSON's words, made by the engine, which rounds no number. Bytes are written as the engine writes them. */
function asJson(engine: Engine, value: RawBuilder<unknown>): RawBuilder<unknown> {
  if (engine === 'postgresql') return sql`coalesce(to_json(${value})::text, 'null')`;
  return sql`json_quote(case typeof(${value}) when 'blob' then 'x''' || hex(${value}) || '''' else ${value} end)`;
}

function object(members: readonly (readonly [string, unknown])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${String(value)}`).join(',')}}`;
}
