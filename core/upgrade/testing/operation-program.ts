/**
 * A program to be killed, or to be refused: it opens a knowledge base, does one thing to it, and stays until its end is made for it.
 *
 *     node operation-program.ts DATABASE OPERATION [BACKUP]
 *
 * On its output: `ready` once the database is open, the phases as they come, and in the end `done` or `failed` with the failure as JSON.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { failureOf } from '../../failure.ts';
import { KnowledgeDB } from '../../store/knowledge-db.ts';
import type { UpgradeReport } from '../upgrade-types.ts';
import type { Operation } from './operation.ts';

const [path = '', operation = 'open', backup = ''] = process.argv.slice(2);

// Somebody else fills the disk after this program has looked: all of its own foresight is in vain then.
if (process.env['ABENDBOOK_TEST_DISK'] === 'fills-up') {
  const real = fs.statfsSync;
  fs.statfsSync = ((...args: Parameters<typeof real>) =>
    Object.assign(real(...args), { bavail: 2 ** 40, bfree: 2 ** 40 })) as typeof real;
  syncBuiltinESMExports();
}

// Nobody is left to hear it.
process.stdout.on('error', () => process.exit(1));

function say(word: string, detail = ''): void {
  process.stdout.write(`${word}\t${detail}\n`);
}

function onProgress({ phase, step }: { readonly phase: string; readonly step?: string | null }): void {
  say('phase', step === null || step === undefined ? phase : `${phase} ${step}`);
}

function expectSuccess({ failure }: UpgradeReport): void {
  if (failure !== null) say('failed', JSON.stringify(failure));
}

const work = {
  open: async () => undefined,
  upgrade: async (db: KnowledgeDB) => expectSuccess(await db.upgrade({ confirmed: true }, onProgress)),
  'roll back': async (db: KnowledgeDB) =>
    expectSuccess(await db.rollback({ to: '001', confirmed: true }, onProgress)),
  'back up': (db: KnowledgeDB) => db.createBackup({ type: 'scheduled' }, onProgress),
  rehearse: (db: KnowledgeDB) => db.rehearse({}, onProgress),
  restore: (db: KnowledgeDB) => db.restoreFromBackup(backup),
  'undo restore': (db: KnowledgeDB) => db.undoRestore(),
  import: (db: KnowledgeDB) => db.importFrom({ path: backup }, onProgress),
  'import over': (db: KnowledgeDB) => db.importFrom({ path: backup, mode: 'replace' }, onProgress),
} as const satisfies Record<Operation, (db: KnowledgeDB) => Promise<unknown>>;

const db = new KnowledgeDB(path, { create: false });
try {
  await db.store();
  say('ready');
  await work[operation as Operation](db);
  say('done');
} catch (caught) {
  say('failed', JSON.stringify(failureOf(caught)));
}
// Whoever kills it decides when; whoever does not, closes its input.
process.stdin.once('end', () => void db.close()).resume();
