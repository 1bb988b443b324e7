import { offsetMinutes } from './time-form.ts';

/** A time as it is written, before any zone. */
export interface WrittenTime {
  readonly year: number;
  /** 1 to 12; with `day` in the month, or 1 with `day` in the year. */
  readonly month: number;
  readonly day: number;
  /** `day` counts from the beginning of the year. */
  readonly dayOfYear?: boolean;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly millisecond?: number;
  /** Minutes east of UTC, where the text says so. */
  readonly offset?: number | null;
}

const dayMs = 86_400_000;

/** ISO 8601 in UTC; null where the calendar or the clock has no such time, or its year is not 1 to 9999. `zone` holds where the text names none. */
export function instantOf(written: WrittenTime, zone: string): string | null {
  const { year, month, day, hour = 0, minute = 0, second = 0, millisecond = 0 } = written;
  const last = written.dayOfYear === true ? daysIn(year, 0) : daysIn(year, month);
  if (month < 1 || month > 12 || day < 1 || day > last) return null;
  // Midnight is written as 24:00 as well: by Db2, for one.
  const midnight = hour === 24 && minute === 0 && second === 0 && millisecond === 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 59) return null;
  const offset = written.offset ?? (zone === 'UTC' ? 0 : zone === 'local' ? null : offsetMinutes(zone));
  const date = new Date(0);
  if (offset === null) {
    // By the date's own fields, so that summer time is that of the day meant.
    date.setFullYear(year, month - 1, day);
    date.setHours(hour, minute, second, millisecond);
  } else {
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(hour, minute - offset, second, millisecond);
  }
  return isoOf(date);
}

/** ISO 8601 of so many milliseconds since 1970, or null as above. */
export function instantAt(milliseconds: number): string | null {
  return isoOf(new Date(milliseconds));
}

/** Days since 1900 as spreadsheet programs count them: they believe that 1900 had a 29 February. */
export function instantOfSerial(days: number, zone: string): string | null {
  const whole = Math.floor(days);
  if (whole < 1 || whole === 60) return null;
  const date = new Date(Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * dayMs);
  const ms = Math.round((days - whole) * dayMs);
  return instantOf(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: Math.floor(ms / 3_600_000),
      minute: Math.floor(ms / 60_000) % 60,
      second: Math.floor(ms / 1_000) % 60,
      millisecond: ms % 1_000,
    },
    zone,
  );
}

/** Days in a month of 1 to 12, or with 0 in the whole year. */
function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 0) return leap ? 366 : 365;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isoOf(date: Date): string | null {
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 1 || year > 9999 ? null : date.toISOString();
}
