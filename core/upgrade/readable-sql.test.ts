import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { readableSql } from './readable-sql.ts';

test('a script loses the indentation that it has in its file, and nothing else', () => {
  const script = `
    -- The first one.
    CREATE TABLE a (
      b TEXT
    );
    CREATE INDEX c ON a (b);



      CREATE TRIGGER t AFTER INSERT ON a
      BEGIN
        DELETE FROM a;
      END;
DROP TABLE d;

  `;
  expect(readableSql(script.replaceAll('\n', '\r\n'), 'sqlite')).toBe(`-- The first one.
CREATE TABLE a (
  b TEXT
);
CREATE INDEX c ON a (b);

CREATE TRIGGER t AFTER INSERT ON a
BEGIN
  DELETE FROM a;
END;
DROP TABLE d;`);
  expect(readableSql('', 'sqlite')).toBe('');
  expect(readableSql(" SELECT 'not closed", 'sqlite')).toBe("SELECT 'not closed");
});

test('what is shown of a released step is all of it', () => {
  const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
  for (const { up, down } of migrations) {
    for (const engine of ['sqlite', 'postgresql'] as const) {
      for (const script of [up[engine], down[engine]]) {
        const shown = readableSql(script, engine);
        expect(words(shown)).toEqual(words(script));
        expect(shown.split('\n').filter((line) => /^\s+(?:CREATE|DROP|UPDATE kb)\b/.test(line))).toEqual([]);
      }
    }
  }
});
