import type { WrittenTime } from './calendar.ts';
import { monthNamed } from './month-names.ts';
import { offsetMinutes, type FormPart, type TimePart } from './time-form.ts';

/** Two-digit years as POSIX reads them: 00 to 68 lie in this century. */
export function fullYear(year: number): number {
  return year + (year <= 68 ? 2000 : 1900);
}

/** What a form finds in the whole of a text, or null where it does not fit. */
export function matchForm(text: string, parts: readonly FormPart[]): WrittenTime | null {
  const found = new Map<TimePart | 'fraction', number>();
  let at = 0;
  for (const [place, part] of parts.entries()) {
    const next = parts[place + 1];
    const end =
      'literal' in part ? afterLiteral(text, at, part.literal) : afterPart(text, at, part.take, next, found);
    if (end === null) return null;
    at = end;
  }
  const offset = zoneOf(text.slice(at));
  if (offset === undefined || (offset !== null && !found.has('HH'))) return null;
  return timeOf(found, offset);
}

function timeOf(
  found: ReadonlyMap<TimePart | 'fraction', number>,
  offset: number | null,
): WrittenTime | null {
  const short = found.get('YY');
  const year = found.get('YYYY') ?? (short === undefined ? 0 : fullYear(short));
  const inYear = found.get('DDD');
  const hour = clockHour(found.get('HH') ?? 0, found.get('AP'));
  if (hour === null) return null;
  return {
    year,
    month: inYear === undefined ? (found.get('MM') ?? found.get('M') ?? found.get('MMM') ?? 0) : 1,
    day: inYear ?? found.get('DD') ?? found.get('D') ?? 0,
    dayOfYear: inYear !== undefined,
    hour,
    minute: found.get('mm') ?? 0,
    second: found.get('ss') ?? 0,
    millisecond: found.get('fraction') ?? 0,
    offset,
  };
}

/** The hour of 24 for one that says before or after noon; null where there is none such. */
function clockHour(hour: number, half: number | undefined): number | null {
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? null : (hour % 12) + half;
}

function afterLiteral(text: string, at: number, literal: string): number | null {
  if (literal !== ' ') return text.charAt(at).toLowerCase() === literal.toLowerCase() ? at + 1 : null;
  let end = at;
  while (text.charAt(end) !== '' && text.charAt(end).trim() === '') end += 1;
  return end === at ? null : end;
}

const digits: Readonly<Record<Exclude<TimePart, 'MMM' | 'AP'>, readonly [number, number]>> = {
  YYYY: [4, 4],
  YY: [2, 2],
  MM: [2, 2],
  M: [1, 2],
  DD: [2, 2],
  D: [1, 2],
  DDD: [3, 3],
  HH: [1, 2],
  mm: [2, 2],
  ss: [2, 2],
};

/** Takes one part of the time from the text; the place behind it, or null where it is not there. */
function afterPart(
  text: string,
  at: number,
  take: TimePart,
  next: FormPart | undefined,
  found: Map<TimePart | 'fraction', number>,
): number | null {
  if (take === 'MMM') return afterMonth(text, at, next, found);
  if (take === 'AP') {
    const half = /^([ap])(?:m|\.\s?m\.?)?(?!\p{L})/iu.exec(text.slice(at, at + 6));
    if (half === null) return null;
    found.set('AP', half[1]?.toLowerCase() === 'p' ? 12 : 0);
    return at + half[0].length;
  }
  const [fewest, most] = digits[take];
  // Where digits follow at once, an hour has two.
  const least = next !== undefined && 'take' in next && next.take !== 'AP' ? most : fewest;
  const end = afterDigits(text, at, most);
  if (end - at < least) return null;
  found.set(take, Number(text.slice(at, end)));
  return take === 'ss' ? afterFraction(text, end, next, found) : end;
}

function afterMonth(
  text: string,
  at: number,
  next: FormPart | undefined,
  found: Map<TimePart | 'fraction', number>,
): number | null {
  const name = /^\p{L}+/u.exec(text.slice(at, at + 20).normalize('NFC'))?.[0] ?? '';
  const month = monthNamed(name);
  if (month === null) return null;
  found.set('MMM', month);
  const end = at + name.length;
  const dotFollows = next !== undefined && 'literal' in next && next.literal === '.';
  return text.charAt(end) === '.' && !dotFollows ? end + 1 : end;
}

/** Behind the decimals of a second, if there are any. */
function afterFraction(
  text: string,
  at: number,
  next: FormPart | undefined,
  found: Map<TimePart | 'fraction', number>,
): number {
  const mark = text.charAt(at);
  if ((mark !== '.' && mark !== ',') || (next !== undefined && 'literal' in next && next.literal === mark))
    return at;
  const end = afterDigits(text, at + 1, 12);
  if (end === at + 1) return at;
  found.set('fraction', millisecondsOf(text.slice(at + 1, end)));
  return end;
}

/** Of a second's decimals; what is smaller is cut off. */
export function millisecondsOf(decimals: string): number {
  return Number(decimals.padEnd(3, '0').slice(0, 3));
}

function afterDigits(text: string, at: number, most: number): number {
  let end = at;
  while (end < at + most && text.charAt(end) >= '0' && text.charAt(end) <= '9') end += 1;
  return end;
}

/** Minutes east of UTC that the end of a text names; null where it is empty, undefined where it is something else. */
export function zoneOf(end: string): number | null | undefined {
  const zone = end.trim();
  if (zone === '') return null;
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 0;
  return offsetMinutes(zone) ?? undefined;
}
