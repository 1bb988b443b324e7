import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../store/knowledge-base.ts';

type Expression = RawBuilder<unknown>;

/** `"a", "b"`, or with an alias `t."a", t."b"`. */
export function columnList(names: readonly string[], alias?: string): Expression {
  return sql.join(names.map((name) => columnOf(name, alias)));
}

export function columnOf(name: string, alias?: string): Expression {
  return alias === undefined ? sql.id(name) : sql.id(alias, name);
}

/** That two aliases have the same key. */
export function sameKey(key: readonly string[], one: string, other: string): Expression {
  return all(key.map((name) => sql`${columnOf(name, one)} = ${columnOf(name, other)}`));
}

export function all(conditions: readonly Expression[]): Expression {
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);
}

/**
 * A text that is equal for equal values only, whatever their type. It is compared and never turned back into a value: values are copied from table to
 * table, where no number is rounded and no byte lost.
 */
export function literal(engine: Engine, value: Expression): Expression {
  if (engine === 'postgresql') return sql`coalesce('=' || (${value})::text, '-')`;
  return sql`case typeof(${value}) when 'null' then '-' when 'integer' then 'i' || ${value} when 'real' then 'r' || quote(${value})
    else typeof(${value}) || hex(${value}) end`;
}

/** The literals of several columns in one text. */
export function rowLiteral(engine: Engine, columns: readonly string[], alias: string): Expression {
  return sql.join(
    columns.map((name) => sql`(${literal(engine, columnOf(name, alias))})`),
    sql` || '|' || `,
  );
}
