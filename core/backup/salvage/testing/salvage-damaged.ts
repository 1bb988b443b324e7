import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf, unwrap } from '../../../failure.ts';
import { KnowledgeDB } from '../../../store/knowledge-db.ts';
import type { Health } from '../../../store/knowledge-base.ts';
import type { SalvageReport } from '../../backup.ts';
import { salvage } from '../../salvage.ts';
import type { Damage } from './damage-kinds.ts';
import { contentOf, entryTables, sqliteOf, type SoundFile } from './sound-file.ts';

/** What came of salvaging a damaged file. */
export interface Outcome {
  readonly report: SalvageReport;
  readonly health: Health;
  readonly found: ReturnType<typeof contentOf>;
  /** Rows that are on no damaged page, and are not as they were, as `table key`. */
  readonly missing: readonly string[];
}

/** Salvages a damaged file into a new one in a folder, and looks at that. Null where it says that nothing was left. Throws where the damaged file was touched. */
export async function salvageDamaged(
  folder: string,
  sound: SoundFile,
  damage: Damage,
): Promise<Outcome | null> {
  const [path, target] = [join(folder, 'damaged.db'), join(folder, 'salvaged.db')];
  rmSync(target, { force: true });
  writeFileSync(path, damage.bytes);
  const report = await outcomeOf(() => salvage(path, target, () => undefined, undefined));
  if (!readFileSync(path).equals(damage.bytes)) throw new Error('The damaged file was changed.');
  const expected = report.ok ? ['damaged.db', 'salvaged.db'] : ['damaged.db'];
  const left = readdirSync(folder);
  if (left.join() !== expected.join()) throw new Error(`There was left: ${left.join(', ')}.`);
  if (!report.ok && report.failure.kind === 'foreign-file') return null;
  const db = await KnowledgeDB.open(target, { create: false });
  try {
    const found = contentOf(await sqliteOf(db));
    return {
      report: unwrap(report),
      health: await db.healthCheck(),
      found,
      missing: missingFrom(sound, damage, found),
    };
  } finally {
    await db.close();
  }
}

function missingFrom(
  sound: SoundFile,
  { pages }: Damage,
  found: ReturnType<typeof contentOf>,
): readonly string[] {
  return entryTables
    .flatMap((table) =>
      [...sound.rows[table]].flatMap(([key, row]) => {
        const isDamaged = sound.pages[table].get(key)?.some((page) => pages.has(page)) ?? true;
        const hasParent = found.rows.kb_entries.has(key.split(' ')[0] ?? '');
        return isDamaged || !hasParent || found.rows[table].get(key) === row ? [] : [`${table} ${key}`];
      }),
    )
    .filter((name) => name !== '');
}
