/**
 * A program to be killed: for as long as it lives it backs a knowledge base up and restores one of two backups in turn.
 *
 *     node change-loop.ts DATABASE BACKUP-A BACKUP-B
 */
import { setTimeout } from 'node:timers/promises';
import { KnowledgeDB } from '../../store/knowledge-db.ts';

const [path = '', ...backups] = process.argv.slice(2);
const db = await KnowledgeDB.open(path);
process.stdout.write('ready\n');
for (let turn = 0; ; turn += 1) {
  await db.createBackup({ type: 'scheduled' });
  await db.restoreFromBackup(backups[turn % backups.length] ?? '');
  await db.status();
  await setTimeout(1);
}
