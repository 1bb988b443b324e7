const longest = 60;

/** A piece of a file as a message quotes it: on one line, and cut off where it is long. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}

/** A name as a message gives it: quoted only where it is no plain word. */
export function named(value: string): string {
  return /^\w{1,60}$/.test(value) ? value : quoted(value);
}
