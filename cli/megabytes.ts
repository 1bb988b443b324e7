/** A size in MB of a million bytes, with one decimal below ten. */
export function megabytes(bytes: number): string {
  const size = bytes / 1_000_000;
  return `${size.toLocaleString('en', { maximumFractionDigits: size < 10 ? 1 : 0 })} MB`;
}
