import type Sqlite from 'better-sqlite3';
import { isReleased } from '../../upgrade/version-number.ts';
import { isDamage } from './schema-objects.ts';
import { describeTable, quoted } from './table-shape.ts';

const highestNumber = 2n ** 31n;

type AccountRow = Readonly<Record<string, string | bigint | null>>;

/**
 * Gives the new file the damaged one's account of its schema, where it can be read: when each step was applied and by whom, the custom steps,
 * and where its counters stand. Returns what there is to say of it, in sentences.
 */
export function takeOverAccount(source: Sqlite.Database, target: Sqlite.Database): readonly string[] {
  takeOverCounters(source, target);
  const rows = readAll(source, 'schema_version');
  const known = readAll(target, 'schema_version');
  const same = known.every((row) =>
    rows.some(({ version, checksum }) => version === row['version'] && checksum === row['checksum']),
  );
  if (!same) return [];
  const names = describeTable(target, 'schema_version')?.columns.map(({ name }) => name) ?? [];
  const custom = rows.filter(({ version }) => typeof version === 'string' && !isReleased(version));
  for (const row of rows) {
    const before = known.find(({ version }) => version === row['version']);
    if (before === undefined && !custom.includes(row)) continue;
    target
      .prepare(
        `INSERT OR REPLACE INTO schema_version (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      .run(names.map((name) => row[name] ?? before?.[name] ?? null));
  }
  return custom.length === 0
    ? []
    : ['It has steps of its own: copy their folder, too, so that it is beside the new file under its name.'];
}

/** A number that was given once is never given again. */
function takeOverCounters(source: Sqlite.Database, target: Sqlite.Database): void {
  const add = target.prepare(
    `INSERT INTO sqlite_sequence (name, seq) SELECT @name, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = @name)`,
  );
  const raise = target.prepare('UPDATE sqlite_sequence SET seq = max(seq, @seq) WHERE name = @name');
  for (const { name, seq } of readAll(source, 'sqlite_sequence')) {
    if (typeof name !== 'string' || typeof seq !== 'bigint' || describeTable(target, name) === null) continue;
    // Beyond this it is damage, and every number after it would be as long.
    if (seq > highestNumber) continue;
    add.run({ name });
    raise.run({ name, seq });
  }
}

function readAll(connection: Sqlite.Database, table: string): readonly AccountRow[] {
  try {
    return connection.prepare(`SELECT * FROM ${table}`).safeIntegers(true).all() as AccountRow[];
  } catch (caught) {
    if (isDamage(caught)) return [];
    throw caught;
  }
}
