const wholeNumber = new Intl.NumberFormat('en');
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

const units = [
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
  ['week', 604_800],
] as const;

/** `KB-0042` for 42. */
export function entryLabel(number: number): string {
  return `KB-${String(number).padStart(4, '0')}`;
}

/** `1,204` */
export function formatNumber(value: number): string {
  return wholeNumber.format(value);
}

/** `1 entry`, `1,204 entries` */
export function countOf(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Bytes in MB as people read them: `0.4 MB`, `215 MB`; below 100 kB in kB, from 10 GB in GB. */
export function formatSize(bytes: number): string {
  if (bytes < 100_000) return `${formatNumber(Math.ceil(bytes / 1000))} kB`;
  if (bytes >= 10_000_000_000) return `${formatNumber(Math.round(bytes / 1_000_000_000))} GB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : formatNumber(Math.round(megabytes))} MB`;
}

/** `just now`, `5 minutes ago`, `yesterday`; after five weeks the date. An unreadable time is shown as it is. */
export function relativeTime(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return iso;
  const seconds = (now - then) / 1000;
  if (Math.abs(seconds) < 60) return 'just now';
  if (Math.abs(seconds) > 5 * 604_800) return day.format(then);
  const [unit, length] = units.findLast(([, size]) => Math.abs(seconds) >= size) ?? units[0];
  return relative.format(-Math.round(seconds / length), unit);
}

/** `22 November 2026 at 17:53:01` in the user's time zone. */
export function exactTime(iso: string): string {
  const then = Date.parse(iso);
  return Number.isNaN(then) ? iso : exact.format(then);
}

/** Seconds in words: `8 s`, `2 min 5 s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = `${Math.floor(whole / 60)} min`;
  return whole % 60 === 0 ? minutes : `${minutes} ${whole % 60} s`;
}

/** Milliseconds in words: `40 ms`, `1.4 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : formatSeconds(ms / 1_000);
}
