import fc from 'fast-check';
import { textEncodings, sourceFormats } from '../../transfer-types.ts';
import { mappedFields, type Change, type FieldMapping, type Mapping, type Rule } from '../mapping.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !value.includes('\0'));
const filled = text.filter((value) => value !== '');
const name = filled.filter((value) => value.trim() === value);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));

const rule: fc.Arbitrary<Rule> = fc.record({
  when: fc.oneof(
    fc.record({ equals: text }),
    fc.record({ contains: filled }),
    fc.record({ startsWith: filled }),
    fc.record({ atLeast: number }),
    fc.record({ atMost: number }),
  ),
  then: text,
});

const timeForm = fc.constantFrom(
  'iso',
  'seconds',
  'milliseconds',
  'microseconds',
  'excel',
  'julian',
  'YYYY-MM-DD',
  'D.M.YYYY HH:mm',
  'DD/MM/YY HH:mm:ss',
  'MMM D, YYYY HH:mm AP',
  'YYDDD',
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constantFrom('trim', 'upper', 'lower', 'one-line', 'html-to-text') }),
  fc.record({ do: fc.constant('split' as const), at: filled }),
  fc.record({ do: fc.constant('wrap' as const), before: text, after: text }, { requiredKeys: ['do'] }),
  fc.record({ do: fc.constant('replace' as const), text: filled, with: text }),
  fc.record({ do: fc.constant('cut' as const), to: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record(
    { do: fc.constant('table' as const), lines: fc.dictionary(text, text), strict: fc.boolean() },
    { requiredKeys: ['do', 'lines'] },
  ),
  fc.record({ do: fc.constant('rules' as const), rules: fc.array(rule, { maxLength: 5 }) }),
  fc.record(
    {
      do: fc.constant('time' as const),
      forms: fc.array(timeForm, { minLength: 1, maxLength: 4 }),
      zone: fc.constantFrom('UTC', 'local', '+01:00', '-0530'),
    },
    { requiredKeys: ['do', 'forms'] },
  ),
);

const otherwise = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 }));

/** Of mappings to columns of these names. */
export function anyMappingOf(column: fc.Arbitrary<string>): fc.Arbitrary<Mapping> {
  const field: fc.Arbitrary<FieldMapping> = fc.record(
    {
      from: fc.array(column, { maxLength: 3 }),
      join: text,
      change: fc.array(change, { maxLength: 4 }),
      otherwise,
    },
    { requiredKeys: ['from'] },
  );
  return fc.record(
    {
      format: fc.constant('abendbook-mapping' as const),
      formatVersion: fc.constant(1 as const),
      name,
      source: fc.record(
        {
          format: fc.constantFrom(...sourceFormats),
          encoding: fc.constantFrom(...textEncodings),
          delimiter: fc.constantFrom(',', ';', '\t', '|'),
        },
        { requiredKeys: [] },
      ),
      fields: fc
        .subarray([...mappedFields])
        .chain((fields) => fc.record(Object.fromEntries(fields.map((one) => [one, field])))),
      rest: fc.constantFrom('metadata' as const, 'leave-out' as const),
    },
    { requiredKeys: ['format', 'formatVersion', 'name', 'fields', 'rest'] },
  );
}

/** Any mapping in its full form. */
export const anyMapping = anyMappingOf(filled);
