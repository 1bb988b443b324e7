import { availableParallelism, loadavg } from 'node:os';

function sorted(values: readonly number[]): readonly number[] {
  if (values.length === 0) throw new RangeError('There is nothing measured.');
  return values.toSorted((left, right) => left - right);
}

/** The value that `share` of the values (0 to 1) do not exceed: one of those measured, never one in between. */
export function quantile(values: readonly number[], share: number): number {
  const ordered = sorted(values);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** One line of a report: what was measured, and its median, 95th percentile and extremes in milliseconds. */
export function summaryLine(name: string, milliseconds: readonly number[]): string {
  const column = (value: number): string => value.toFixed(0).padStart(7);
  const values = [
    median(milliseconds),
    quantile(milliseconds, 0.95),
    Math.min(...milliseconds),
    Math.max(...milliseconds),
  ];
  return `${name.padEnd(44)}${values.map(column).join('')}   n=${milliseconds.length}`;
}

/** What ran the measurements and how busy it was: times taken on a busy machine say little. */
export function machineLine(): string {
  const load = loadavg()[0] ?? 0;
  return `${availableParallelism()} cores, load ${load.toFixed(1)}, Node.js ${process.versions.node}, ${process.platform} ${process.arch}`;
}

export const summaryHeading = `${'milliseconds'.padEnd(44)} median    p95    min    max`;
