import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seededRandom, type Random } from '../../bench/seeded-random.ts';
import { rejection } from '../store/testing/rejection.ts';
import { sampleEntry } from '../store/testing/sample-entry.ts';
import { sceneForEachTest, titlesIn } from './testing/scene.ts';
import { verifyBackup } from './verify-backup.ts';

/** `CORRUPTED=1000 npm test -- unit corrupted` runs the long form. */
const corruptions = Number(process.env['CORRUPTED'] ?? 80);

const scene = sceneForEachTest();

type Corruption = (whole: Buffer, random: Random) => Buffer;

const ways: readonly Corruption[] = [
  (whole, random) => whole.subarray(0, random.below(whole.length)),
  (whole, random) => changed(whole, (bytes) => bytes.fill(0, random.below(whole.length - 1))),
  (whole, random) => Buffer.concat([whole, Buffer.alloc(1 + random.below(10_000), 7)]),
  (whole, random) =>
    changed(whole, (bytes) => {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }),
  (whole, random) =>
    changed(whole, (bytes) => {
      const page = random.below(bytes.length / 4096) * 4096;
      for (let at = page; at < page + 4096; at += 1) bytes[at] = random.below(256);
    }),
  (whole, random) =>
    changed(whole, (bytes) => {
      const [from, to] = [random.below(bytes.length / 4096) * 4096, random.below(bytes.length / 4096) * 4096];
      whole.copy(bytes, to, from, from + 4096);
    }),
  (whole, random) => changed(whole, (bytes) => bytes.fill(random.below(256), 0, 100)),
  (whole) => whole.subarray(whole.length / 2),
];

function changed(whole: Buffer, change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(whole);
  change(bytes);
  return bytes;
}

test(
  `${corruptions} corrupted backups are all refused`,
  { timeout: corruptions * 1_000 + 20_000 },
  async () => {
    await scene.db.addEntries(
      Array.from({ length: 60 }, (_, index) => sampleEntry({ title: `Filler ${index}` })),
    );
    const backup = await scene.db.createBackup();
    await scene.db.addEntry(sampleEntry({ title: 'Written since' }));
    const before = await titlesIn(scene.db);
    const whole = readFileSync(backup.path);
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seededRandom(seed);
    let tried = 0;
    while (tried < corruptions) {
      const bytes = random.pick(ways)(whole, random);
      if (bytes.equals(whole)) continue;
      tried += 1;
      writeFileSync(backup.path, bytes);
      const found = await verifyBackup(backup.path);
      expect(found, `seed ${seed}, corruption ${tried}`).toMatchObject({ ok: false });
      expect(found.problems.join(' ')).toMatch(/cut short|grown|changed since|empty/);
      const { kind } = await rejection(scene.db.restoreFromBackup(backup.path));
      expect(['corrupt-file', 'foreign-file']).toContain(kind);
    }
    expect(await titlesIn(scene.db)).toEqual(before);
  },
);
