import type { Migration } from '../../../migrations/migration.ts';
import { scriptFacts, type ScriptFacts } from '../script-facts.ts';
import type { Engine } from '../../store/knowledge-base.ts';
import type { Foresight } from './foresee.ts';
import type { KeptColumn } from './kept-tables.ts';
import type { TableShape } from './schema-shape.ts';
import { refuseUnkeyed } from './refuse-way-back.ts';

export interface LostValues {
  readonly table: TableShape;
  readonly columns: readonly KeptColumn[];
}

/** What undoing a step would lose, were it not kept. */
export interface Losses {
  /** Tables that vanish. */
  readonly tables: readonly TableShape[];
  /** Tables that stay and out of which `down` may take rows. */
  readonly rows: readonly TableShape[];
  /** Tables that stay, with the columns that vanish or are rewritten. */
  readonly values: readonly LostValues[];
  /** `down` makes tables or columns of its own: what was in those that vanish may go on living there. */
  readonly movesOn: boolean;
  readonly up: ScriptFacts;
}

/**
 * What undoing a step loses, given what its `down` will do. Throws a `KnowledgeError` of kind migration-failed where it could not be brought back, since
 * nobody could say which row it belongs to.
 */
export function findLosses(migration: Migration, engine: Engine, { before, after }: Foresight): Losses {
  const { rewrites = [], version } = migration;
  const staying = [...before.values()].filter(({ name }) => after.has(name));
  const values = staying.flatMap((table) => {
    const declared = new Set(
      rewrites.filter(({ table: name }) => name === table.name).flatMap(({ columns }) => columns),
    );
    const columns = table.columns
      .map((name) => ({ name, stays: after.get(table.name)?.columns.includes(name) ?? false }))
      .filter(({ name, stays }) => !stays || declared.has(name));
    return columns.length === 0 ? [] : [{ table, columns }];
  });
  const rows = scriptFacts(migration.down[engine], engine).removesRows
    ? staying.filter(({ name }) => rewrites.some(({ table }) => table === name))
    : [];
  for (const { table, columns } of values) refuseUnkeyed(version, table, columns, after);
  for (const table of rows) refuseUnkeyed(version, table, [], after);
  return {
    tables: [...before.values()].filter(({ name }) => !after.has(name)),
    rows,
    values,
    movesOn: [...after.values()].some(({ name, columns }) => {
      const former = before.get(name);
      return former === undefined || columns.some((column) => !former.columns.includes(column));
    }),
    up: scriptFacts(migration.up[engine], engine),
  };
}
