import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../launch/launch-app.ts';
import { kb, knowledgeFile, newHome } from '../stories/knowledge-file.ts';
import { test as base, usualSize } from '../stories/story.ts';
import type { RunningApp } from '../stories/story.ts';

export { expect } from '../stories/story.ts';

interface WorkerFixtures {
  /** The program on a knowledge base with something of everything to look at. It may be written to. */
  galleryApp: RunningApp;
}

/** Text as hard to lay out as text gets: long words, long lines, tables, lists and code. */
export const longText = [
  'Seen in `PROD.PAYROLL.MASTER.BACKUP.G0001V00.WITH.A.NAME.THAT.IS.LONGER.THAN.ANY.DATASET.NAME.MAY.BE` at night.',
  `Unbroken: ${'QUARTZ'.repeat(80)}`,
  '| Status | Meaning | What to do about it, in a column with many more words than fit beside the others |',
  '| --- | --- | --- |',
  '| 35 | not found | correct the DD statement, or run the job that creates the file, whichever it is |',
  '| 39 | attributes | compare LISTCAT with the FD |',
  '',
  '```jcl',
  '//PAYR0100 EXEC PGM=PAYR0100,REGION=0M,PARM=(LONG,LONGER,LONGEST,AND,STILL,GOING,ON,BEYOND,COLUMN,72)',
  '//MASTER   DD DSN=PROD.PAYROLL.MASTER,DISP=SHR',
  '```',
  '',
  '1. First this.',
  '2. Then that:',
  '   - with a list',
  '   - inside of the list',
  '',
  '> The night shift says: ask before you delete.',
].join('\n');

export const test = base.extend<object, WorkerFixtures>({
  galleryApp: [
    async ({ starterFile }, provide) => {
      const folder = await mkdtemp(join(tmpdir(), 'abendbook-gallery-'));
      const file = join(folder, 'gallery.db');
      await copyFile(starterFile, file);
      const add = (...words: string[]) => kb<{ id: string }>(file, 'entry', 'add', ...words);
      await add(
        '--title',
        'QUARTZ long text: everything that is hard to lay out at once, in one entry with a title that goes on',
        '--problem',
        longText,
        '--solution',
        longText,
        '--category',
        'A category of many words',
        '--severity',
        'critical',
        ...[
          'incident',
          'payroll',
          'night-shift',
          'a-tag-that-is-as-long-as-a-tag-may-be-and-so-takes-a-whole-line',
          'jcl',
        ].flatMap((tag) => ['--tag', tag]),
      );
      const edited = await add(
        '--title',
        'ZIRCON edited twice',
        '--problem',
        'The queue stops.\nNobody knows why.',
        '--solution',
        'Restart it.\nThen look.',
        '--category',
        'MQ',
      );
      await kb(file, 'entry', 'update', edited.id, '--solution', 'Look first.\nRestart it.\nTell the owner.');
      await kb(
        file,
        'entry',
        'update',
        edited.id,
        '--problem',
        'The queue stops at 03:00.\nThe log is full.',
      );
      await add('--title', 'TOPAZ contested', '--problem', 'Two people edit it.', '--solution', 'Talk.');
      const archived = await add(
        '--title',
        'ONYX was decommissioned',
        '--problem',
        'Old.',
        '--solution',
        'Nothing any more.',
      );
      await kb(file, 'entry', 'archive', archived.id);
      const home = await newHome(file);
      await kb(knowledgeFile(home), 'backup', 'create', '--tag', 'a-tag-with-many-words-in-it');
      await kb(knowledgeFile(home), 'backup', 'create', '--type', 'pre-migration');
      await kb(knowledgeFile(home), 'entry', 'update', edited.id, '--title', 'ZIRCON edited three times');
      await rm(folder, { recursive: true, force: true });

      const app = await launchApp({ home, size: usualSize });
      await provide(app);
      await app.kill();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
});
