import { instantAt, instantOf, instantOfSerial } from './calendar.ts';
import { fullYear, matchForm, millisecondsOf, zoneOf } from './match-form.ts';
import type { TimeForm } from './mapping.ts';
import { readForm, type FormPart } from './time-form.ts';

/** No form takes more than this. */
const longest = 100;

/**
 * The instant that a text names, as ISO 8601 in UTC with milliseconds, by the first form that fits; null where none does. `zone` is `UTC`, `local` or an offset and holds where the
 * text names none.
 */
export function parseTime(written: string, forms: readonly TimeForm[], zone = 'UTC'): string | null {
  if (written.length > longest) return null;
  const text = written.trim();
  for (const form of forms) {
    const instant = byForm(text, form, zone);
    if (instant !== null) return instant;
  }
  return null;
}

function byForm(text: string, form: TimeForm, zone: string): string | null {
  switch (form) {
    case 'iso':
      return byIso(text, zone);
    case 'seconds':
      return /^-?\d{1,12}(?:[.,]\d{1,9})?$/.test(text) ? instantAt(Math.trunc(numberIn(text) * 1_000)) : null;
    case 'milliseconds':
      return /^-?\d{1,15}$/.test(text) ? instantAt(Number(text)) : null;
    case 'microseconds':
      return /^-?\d{1,18}$/.test(text) ? instantAt(Math.floor(Number(text) / 1_000)) : null;
    case 'excel':
      return /^\d{1,7}(?:[.,]\d{1,20})?$/.test(text) ? instantOfSerial(numberIn(text), zone) : null;
    case 'julian':
      return byJulian(text, zone);
    default: {
      const parts = partsOf(form);
      const found = parts === null ? null : matchForm(text, parts);
      return found === null ? null : instantOf(found, zone);
    }
  }
}

const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\s*(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const basicForm =
  /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,12}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

function byIso(text: string, zone: string): string | null {
  const found = isoForm.exec(text) ?? basicForm.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  return instantOf(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: millisecondsOf(fraction ?? ''),
      offset: zoneOf(offset ?? '') ?? null,
    },
    zone,
  );
}

/** `yyyyddd`, `yyddd` and `0cyyddd`, where c counts the centuries since 1900; with or without a mark between year and day, and a time behind. */
const julianForm =
  /^(0[01]\d{2}|\d{4}|\d{2})[./-]?(\d{3})(?:[\s.,T-]+(\d{2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,12}))?)?)?$/;

function byJulian(text: string, zone: string): string | null {
  const found = julianForm.exec(text);
  if (found === null) return null;
  const [, year = '', day, hour, minute, second, fraction] = found;
  return instantOf(
    {
      year: yearOf(year),
      month: 1,
      day: Number(day),
      dayOfYear: true,
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: millisecondsOf(fraction ?? ''),
    },
    zone,
  );
}

function yearOf(year: string): number {
  if (year.length === 2) return fullYear(Number(year));
  return year.startsWith('0') ? 1900 + Number(year) : Number(year);
}

function numberIn(text: string): number {
  return Number(text.replace(',', '.'));
}

const known = new Map<TimeForm, readonly FormPart[] | null>();

/** Of a form, read once. */
function partsOf(form: TimeForm): readonly FormPart[] | null {
  const earlier = known.get(form);
  if (earlier !== undefined) return earlier;
  const parts = readForm(form);
  const read = typeof parts === 'string' ? null : parts;
  if (known.size >= 1_000) known.clear();
  known.set(form, read);
  return read;
}
