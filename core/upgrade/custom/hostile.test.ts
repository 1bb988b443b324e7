import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStep } from './read-step.ts';
import { guideStep, stepText } from './testing/guide-step.ts';

declare global {
  /** Set by the texts below, should any of them ever be run. */
  var abendbookStepRan: boolean | undefined;
}

const attacks = [
  'globalThis.abendbookStepRan = true',
  '(() => { globalThis.abendbookStepRan = true })()',
  `''.constructor.constructor('globalThis.abendbookStepRan = true')()`,
  'get up() { globalThis.abendbookStepRan = true }',
  '[globalThis.abendbookStepRan = true]: 1',
  '...(globalThis.abendbookStepRan = true)',
  '`${globalThis.abendbookStepRan = true}`',
  `import('data:text/javascript,globalThis.abendbookStepRan=true')`,
  `import 'data:text/javascript,globalThis.abendbookStepRan=true'`,
  'static { globalThis.abendbookStepRan = true }',
  '__proto__: { toString() { globalThis.abendbookStepRan = true } }',
  'toString: 1',
  "'__proto__': 'x'",
  'tag`x`',
  '/(a+)+$/.test("aaaa")',
  '{'.repeat(500),
  '['.repeat(500),
  '/*'.repeat(50),
  "'\\",
  '\\u{110000}',
  '\ud800',
  '\0',
];

const bases = [guideStep, stepText(), JSON.stringify({ version: '010-notes', up: 'x' })];

/** A step with something put in somewhere. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...bases),
    fc.nat(),
    fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary' })),
    fc.nat(40),
  )
  .map(([base, at, inserted, removed]) => {
    const from = at % (base.length + 1);
    return base.slice(0, from) + inserted + base.slice(from + removed);
  });

/** Pieces of steps and of attacks in any order. */
const jumbled = fc
  .array(
    fc.constantFrom(
      ...attacks,
      'export default {',
      'validate:',
      'async',
      '(db)',
      '=>',
      '{',
      '}',
      'return',
      'db',
      '.prepare(',
      "'SELECT 1'",
      ').get()',
      ';',
      ',',
      '!!',
      'up:',
      '`',
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(' '));

test('whatever stands in a file: it is read or refused, and never run', () => {
  fc.assert(
    fc.property(
      fc.oneof(spoilt, jumbled),
      fc.constantFrom('010-notes.ts', '010-notes.json'),
      (source, file) => {
        const { migration, problems } = readStep(file, '010-notes', source);
        expect(migration === null).toBe(problems.length > 0);
        for (const problem of problems)
          expect(problem).toMatch(/^010-notes\.\w+, line [1-9]\d*: \S.{1,600}$/);
        expect(globalThis.abendbookStepRan).toBeUndefined();
      },
    ),
    { numRuns: 3_000 },
  );
});

test.each([
  ['brackets', '['.repeat(999_000)],
  ['braces', `export default ${'{a:'.repeat(300_000)}`],
  ['arrows', `export default {validate: ${'(a=>'.repeat(200_000)}`],
  ['texts joined', `export default {up: ${`'a'+`.repeat(240_000)}'b'}`],
  ['escapes', stepText({ up: `'${'\\n'.repeat(480_000)}'` })],
  ['statements', stepText({ up: `'${'ALTER TABLE users DROP x,'.repeat(30_000)}'` })],
  ['commas', stepText({ up: `'ALTER TABLE users ${'DROP x,'.repeat(120_000)}'` })],
  ['names', stepText({ up: `'${'schema_version '.repeat(60_000)}'` })],
  ['dollars', stepText({ up: `'SELECT ${Array.from({ length: 60_000 }, (_, n) => `$a${n}$`).join(' ')}'` })],
  [
    'dollars within dollars',
    stepText({
      up: `'SELECT ${Array.from({ length: 40_000 }, (_, n) => `$a${n}$`).join('')}${Array.from({ length: 40_000 }, (_, n) => `$a${39_999 - n}$`).join('')}'`,
    }),
  ],
  ['quotes', stepText({ up: `"SELECT E'${"''".repeat(400_000)}"` })],
  ['comments', stepText({ up: `'${'/*'.repeat(400_000)}'` })],
  ['JSON', `{"a":${'['.repeat(499_000)}${']'.repeat(499_000)}}`],
])('a file of a megabyte full of %s keeps nobody waiting', (_name, source) => {
  for (const file of ['010-notes.ts', '010-notes.json']) {
    const startedAt = performance.now();
    const { migration, problems } = readStep(file, '010-notes', source);
    expect(migration === null).toBe(problems.length > 0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  }
});
