import { parseTime } from './parse-time.ts';

/** Forms that may be guessed, the likelier first. Of a day and a month that could be either, the day comes first. */
const dates = [
  'D.M.YYYY',
  'D/M/YYYY',
  'M/D/YYYY',
  'D-M-YYYY',
  'M-D-YYYY',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'D.M.YY',
  'D/M/YY',
  'M/D/YY',
  'D-MMM-YYYY',
  'D-MMM-YY',
  'D/MMM/YY',
  'D/MMM/YYYY',
  'D MMM YYYY',
  'D. MMM YYYY',
  'MMM D, YYYY',
  'MMM D YYYY',
];
const clocks = [
  '',
  ' HH:mm',
  ' HH:mm:ss',
  ' HH:mm AP',
  ' HH:mm:ss AP',
  ', HH:mm',
  ', HH:mm:ss',
  ', HH:mm:ss AP',
  ' HH.mm',
  ' HH.mm.ss',
  '-HH.mm.ss',
];
const forms: readonly string[] = [
  'iso',
  'YYYY-MM-DD-HH.mm.ss',
  'YYYY-MM-DD HH.mm.ss',
  'seconds',
  'milliseconds',
  'microseconds',
  'julian',
  'excel',
  'YYYYMMDDHHmmss',
  ...dates.flatMap((date) => clocks.map((clock) => date + clock)),
];
const most = 6;

/** The forms of a column's times, and the share of its values that they read. */
export interface TimeGuess {
  readonly forms: readonly string[];
  readonly fits: number;
}

/** The forms that read most of the values, tried over all of them; the fewest that do. */
export function guessTimes(values: readonly string[]): TimeGuess {
  const dated = values.filter((value) => /\d/.test(value) && value.length <= 40);
  if (dated.length === 0 || dated.length < values.length / 2) return { forms: [], fits: 0 };
  let open = forms
    .map((form) => ({ form, reads: dated.filter((value) => plausible(value, form)) }))
    .filter(({ reads }) => reads.length > 0);
  const chosen: string[] = [];
  const read = new Set<string>();
  while (open.length > 0 && chosen.length < most) {
    const best = open.reduce((one, other) => (other.reads.length > one.reads.length ? other : one));
    chosen.push(best.form);
    for (const value of best.reads) read.add(value);
    open = open
      // What is wrong by one order of day and month must not be read by the other.
      .filter(({ form }) => agree(orderOf(form), orderOf(best.form)))
      .map(({ form, reads }) => ({ form, reads: reads.filter((value) => !read.has(value)) }))
      .filter(({ reads }) => reads.length > 0);
  }
  return { forms: chosen, fits: read.size / values.length };
}

/** Read by this form, a value names a time that records can be of: almost any number is a time by some form. */
function plausible(value: string, form: string): boolean {
  const instant = parseTime(value, [form]);
  return instant !== null && instant >= '1980' && instant < '2040';
}

function agree(one: 'day' | 'month' | 'none', other: 'day' | 'month' | 'none'): boolean {
  return one === other || one === 'none' || other === 'none';
}

function orderOf(form: string): 'day' | 'month' | 'none' {
  if (/^D+[./-]M{1,2}[./-]/.test(form)) return 'day';
  return /^M{1,2}[./-]D/.test(form) ? 'month' : 'none';
}
