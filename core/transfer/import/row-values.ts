import type { RawBuilder } from 'kysely';
import type { Engine } from '../../store/knowledge-base.ts';
import type { BoundValue } from '../../store/many-rows.ts';
import type { StoredRow } from '../export/table-values.ts';
import type { RowValue } from '../read/source-record.ts';
import type { TransferColumn } from '../tables/describe-tables.ts';
import type { ImportContext } from './import-context.ts';

/** A value of an export as the engines bind it; undefined where it is none that a column could hold. */
export function boundValue(value: unknown): BoundValue | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? value : undefined;
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'object':
      return value === null ? null : wideValue(value);
    default:
      return undefined;
  }
}

/** What JSON has no words for. */
function wideValue(value: object): BoundValue | undefined {
  if ('integer' in value && typeof value.integer === 'string' && /^-?\d{1,19}$/.test(value.integer)) {
    const integer = BigInt(value.integer);
    return BigInt.asIntN(64, integer) === integer ? integer : undefined;
  }
  if ('real' in value && (value.real === 'Infinity' || value.real === '-Infinity' || value.real === 'NaN'))
    return Number(value.real);
  if ('base64' in value && typeof value.base64 === 'string') return Buffer.from(value.base64, 'base64');
  return undefined;
}

const integerLimits: Readonly<Record<string, bigint>> = {
  smallint: 2n ** 15n,
  integer: 2n ** 31n,
  bigint: 2n ** 63n,
};

/**
 * Whether a column takes a value as it is. On a server one that fails in a query would end the whole transaction; SQLite says so row by row, but takes a number that is none
 * for nothing at all.
 */
export function fitsColumn(engine: Engine, { type }: TransferColumn, value: BoundValue): boolean {
  if (engine === 'sqlite') return !Number.isNaN(value);
  if (value === null) return true;
  if (typeof value === 'string' && value.includes('\0')) return false;
  const limit = integerLimits[type];
  if (limit !== undefined) return typeof value === 'bigint' && value >= -limit && value < limit;
  if (type === 'real' || type === 'double precision')
    return typeof value === 'bigint' || typeof value === 'number';
  if (type === 'bytea') return Buffer.isBuffer(value);
  return !Buffer.isBuffer(value);
}

/** A value of a key as text. */
export function keyText(value: RowValue | undefined): string {
  if (typeof value === 'object' && value !== null)
    return 'integer' in value ? value.integer : JSON.stringify(value);
  return String(value);
}

/** A counted key that was kept as text. */
export function countedKey(text: string): RowValue {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : { integer: text };
}

/** Rows of a query, with whole numbers to the last digit. */
export async function readStored(
  { store, db }: ImportContext,
  query: RawBuilder<StoredRow>,
): Promise<readonly StoredRow[]> {
  if (store.engine === 'postgresql') return (await query.execute(db)).rows;
  const { sql: text, parameters } = query.compile(db);
  return store.connection
    .prepare<unknown[], StoredRow>(text)
    .safeIntegers(true)
    .all(...parameters);
}
