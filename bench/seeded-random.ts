export interface Random {
  /** A whole number from 0 to `limit`, without `limit`. */
  below(limit: number): number;
  /** One of the values; there must be one. */
  pick<T>(values: readonly T[]): T;
}

/** Random numbers that are the same for the same seed on every machine (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function below(limit: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  }
  function pick<T>(values: readonly T[]): T {
    const value = values[below(values.length)];
    if (value === undefined) throw new RangeError('There is nothing to pick from.');
    return value;
  }
  return { below, pick };
}
