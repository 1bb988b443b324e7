import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

const noon = '2024-01-31T12:30:45.000Z';
const day = '2024-01-31T00:00:00.000Z';

describe('forms', () => {
  it.each([
    ['iso', '2024-01-31T12:30:45Z', noon],
    ['iso', ' 2024-01-31 12:30:45 ', noon],
    ['iso', '2024-01-31T13:30:45+01:00', noon],
    ['iso', '2024-01-31T12:30:45.123456Z', '2024-01-31T12:30:45.123Z'],
    ['iso', '2024-01-31 12:30', '2024-01-31T12:30:00.000Z'],
    ['iso', '2024-01-31', day],
    ['iso', '20240131', day],
    ['iso', '20240131T123045Z', noon],
    ['iso', '2024-01-30T24:00:00', day],
    ['iso', '2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['seconds', '1706704245', noon],
    ['seconds', '1706704245.25', '2024-01-31T12:30:45.250Z'],
    ['seconds', '-1', '1969-12-31T23:59:59.000Z'],
    ['milliseconds', '1706704245000', noon],
    ['microseconds', '1706704245000999', noon],
    ['excel', '45322', day],
    ['excel', '45322,5213541667', noon],
    ['excel', '1', '1900-01-01T00:00:00.000Z'],
    ['excel', '59', '1900-02-28T00:00:00.000Z'],
    ['excel', '61', '1900-03-01T00:00:00.000Z'],
    ['julian', '2024031', day],
    ['julian', '24.031', day],
    ['julian', '24031', day],
    ['julian', '2024/031', day],
    ['julian', '0124031', day],
    ['julian', '0099365', '1999-12-31T00:00:00.000Z'],
    ['julian', '2024.031 12:30:45', noon],
    ['julian', '24.366', '2024-12-31T00:00:00.000Z'],
    ['YYYY-MM-DD-HH.mm.ss', '2024-01-31-12.30.45.999999', '2024-01-31T12:30:45.999Z'],
    ['D.M.YYYY', '31.1.2024', day],
    ['DD.MM.YYYY HH:mm', '31.01.2024  9:05', '2024-01-31T09:05:00.000Z'],
    ['M/D/YYYY HH:mm AP', '1/31/2024 12:30 am', '2024-01-31T00:30:00.000Z'],
    ['M/D/YYYY HH:mm:ss AP', '1/31/2024 12:30:45 PM', noon],
    ['M/D/YY HH:mm AP', '1/31/24 1:05 p.m.', '2024-01-31T13:05:00.000Z'],
    ['DD/MM/YY', '31/01/68', '2068-01-31T00:00:00.000Z'],
    ['DD/MM/YY', '31/01/69', '1969-01-31T00:00:00.000Z'],
    ['D. MMM YYYY', '3. März 2024', '2024-03-03T00:00:00.000Z'],
    ['D MMM YYYY', '3 août 2024', '2024-08-03T00:00:00.000Z'],
    ['D MMM YYYY', '3 juil. 2024', '2024-07-03T00:00:00.000Z'],
    ['DD-MMM-YY', '31-JAN-24', day],
    ['MMM D, YYYY', 'Jan 31, 2024', day],
    ['MMM D, YYYY', 'January 31, 2024', day],
    ['YYDDD', '24031', day],
    ['YYYYMMDDHHmmss', '20240131123045', noon],
    ['D.M.YYYY HH:mm:ss', '31.01.2024 13:30:45 +0100', noon],
  ])('%s reads %s', (form, text, instant) => {
    expect(parseTime(text, [form])).toBe(instant);
  });

  it.each([
    ['iso', '2024-02-31'],
    ['iso', '2023-02-29'],
    ['iso', '1900-02-29'],
    ['iso', '2024-13-01'],
    ['iso', '2024-01-31T25:00:00'],
    ['iso', '2024-01-31T24:00:01'],
    ['iso', '2024-01-31T12:60:00'],
    ['iso', '0000-01-01'],
    ['iso', '2024-1-31'],
    ['iso', '2024-01-31 and more'],
    ['iso', ''],
    ['seconds', '253402300800'],
    ['seconds', '12:30'],
    ['excel', '60'],
    ['excel', '0'],
    ['excel', '9999999'],
    ['julian', '2023366'],
    ['julian', '24.000'],
    ['D.M.YYYY', '31.02.2024'],
    ['D.M.YYYY', '31.01.2024 12:30'],
    ['D.M.YYYY', '31.01.24'],
    ['D.M.YYYY', '31.01.2024 +0100'],
    ['M/D/YYYY', '31/1/2024'],
    ['M/D/YYYY HH:mm AP', '1/31/2024 13:30 PM'],
    ['MMM D, YYYY', 'Foo 31, 2024'],
    ['YYYY-MM-DD', '2024-01-31T00:00:00'],
  ])('%s refuses %s', (form, text) => {
    expect(parseTime(text, [form])).toBeNull();
  });
});

it('takes the first form that fits', () => {
  const forms = ['iso', 'seconds', 'milliseconds', 'microseconds'];
  for (const text of ['2024-01-31T12:30:45', '1706704245', '1706704245000', '1706704245000000'])
    expect(parseTime(text, forms)).toBe(noon);
  expect(parseTime('03/04/2024', ['D/M/YYYY', 'M/D/YYYY'])).toBe('2024-04-03T00:00:00.000Z');
  expect(parseTime('03/14/2024', ['D/M/YYYY', 'M/D/YYYY'])).toBe('2024-03-14T00:00:00.000Z');
});

it('holds a zone for times that name none', () => {
  expect(parseTime('2024-01-31 12:30:45', ['iso'], '+05:30')).toBe('2024-01-31T07:00:45.000Z');
  expect(parseTime('2024-01-31 12:30:45Z', ['iso'], '+05:30')).toBe(noon);
  expect(parseTime('9999-12-31 23:59', ['iso'], '-01:00')).toBeNull();
});

it('knows summer time of the day meant, not of today', () => {
  const script = `import { parseTime } from ${JSON.stringify(new URL('parse-time.ts', import.meta.url).href)};
    console.log(['2024-01-31 12:00', '2024-07-31 12:00', '2024-03-31 01:59', '2024-03-31 03:00'].map((text) => parseTime(text, ['iso'], 'local')).join());`;
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ: 'Europe/Berlin' },
    encoding: 'utf8',
  });
  expect(answer.trim().split(',')).toEqual([
    '2024-01-31T11:00:00.000Z',
    '2024-07-31T10:00:00.000Z',
    '2024-03-31T00:59:00.000Z',
    '2024-03-31T01:00:00.000Z',
  ]);
});

const anyInstant = fc.date({
  min: new Date('0001-01-02T00:00:00Z'),
  max: new Date('9999-12-30T00:00:00Z'),
  noInvalidDate: true,
});

it('reads back what ISO 8601 writes', () => {
  fc.assert(
    fc.property(anyInstant, (date) => {
      expect(parseTime(date.toISOString(), ['iso'])).toBe(date.toISOString());
      expect(parseTime(String(date.getTime()), ['milliseconds'])).toBe(date.toISOString());
    }),
  );
});

it('never throws, and gives only instants that a date can hold', () => {
  const form = fc.oneof(
    fc.constantFrom(
      'iso',
      'seconds',
      'milliseconds',
      'microseconds',
      'excel',
      'julian',
      'D.M.YYYY HH:mm:ss AP',
    ),
    fc.string({ maxLength: 30 }),
  );
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9 .:/T+-]{0,30}$/), fc.bigInt().map(String));
  fc.assert(
    fc.property(text, form, fc.constantFrom('UTC', 'local', '+14:00', '-11:30'), (written, one, zone) => {
      const instant = parseTime(written, [one], zone);
      expect(instant === null || new Date(instant).toISOString() === instant).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
