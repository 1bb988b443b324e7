import type { TimeRange } from './query.ts';

const day = 86_400_000;
const unitMs: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: day,
  w: 7 * day,
  m: 30 * day,
  y: 365 * day,
};

/**
 * The stretch of time that a filter's value means, or null where it means none.
 *
 * `2025`, `2025-03` and `2025-03-14` are the whole year, month or day (UTC); `2025..`, `..2025-06` and `2025-01..2025-06` include both ends;
 * `>`, `>=`, `<` and `<=` stand before any of them; `30d` and `<30d` are the last thirty days, `>30d` is before them (units h, d, w, m = 30 days, y = 365).
 */
export function parseTimeRange(value: string, now: Date): TimeRange | null {
  const between = /^(.*?)\.\.(.*)$/.exec(value);
  if (between) {
    const [, first = '', second = ''] = between;
    const from = first === '' ? null : parseDate(first);
    const until = second === '' ? null : parseDate(second);
    if (first !== '' && from === null) return null;
    if (second !== '' && until === null) return null;
    return from === null && until === null ? null : { from: from?.from ?? null, until: until?.until ?? null };
  }
  const [, comparison = '', rest = ''] = /^([<>]=?)?(.*)$/.exec(value) ?? [];
  const age = /^(\d{1,5})([hdwmy])$/i.exec(rest);
  if (age) {
    const ms = Number(age[1]) * (unitMs[(age[2] ?? '').toLowerCase()] ?? 0);
    const instant = isoTime(now.getTime() - ms);
    if (instant === null) return null;
    return comparison.startsWith('>') ? { from: null, until: instant } : { from: instant, until: null };
  }
  const date = parseDate(rest);
  if (date === null) return null;
  switch (comparison) {
    case '>':
      return { from: date.until, until: null };
    case '>=':
      return { from: date.from, until: null };
    case '<':
      return { from: null, until: date.from };
    case '<=':
      return { from: null, until: date.until };
    default:
      return date;
  }
}

function parseDate(text: string): TimeRange | null {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const date = match[3] === undefined ? null : Number(match[3]);
  if (year < 1000 || (month !== null && (month < 1 || month > 12))) return null;
  if (month === null) return { from: isoDay(year, 0, 1), until: isoDay(year + 1, 0, 1) };
  if (date === null) return { from: isoDay(year, month - 1, 1), until: isoDay(year, month, 1) };
  const isRealDay = new Date(Date.UTC(year, month - 1, date)).getUTCDate() === date;
  return isRealDay ? { from: isoDay(year, month - 1, date), until: isoDay(year, month - 1, date + 1) } : null;
}

function isoDay(year: number, month: number, date: number): string | null {
  return isoTime(Date.UTC(year, month, date));
}

/** Null for what four digits of a year cannot write, which would not sort as text. */
function isoTime(ms: number): string | null {
  const text = Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : '';
  return text.length === 24 ? text : null;
}
