import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { dataFolder } from '../core/store/default-path.ts';
import { startKnowledgeClient } from '../core/store/knowledge-client.ts';
import { Application } from './application.ts';
import { databasePathFrom } from './database-path.ts';
import { Database } from './database.ts';
import { ErrorLog } from './error-log.ts';
import { guardNavigation } from './navigation.ts';
import { privilegedScheme } from './scheme.ts';
import { claimSingleInstance } from './single-instance.ts';
import { surviveUncaught } from './uncaught.ts';

const folder = dataFolder();
const log = new ErrorLog(join(folder, 'logs', 'main.log'));
const reportBug = surviveUncaught({ log, showError: (title, text) => dialog.showErrorBox(title, text) });

try {
  start();
} catch (caught) {
  giveUp(caught);
}

/** The order matters: where things are kept, then the sandbox, then being alone, and only then the database. */
function start(): void {
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
  app.setName('Abendbook');
  app.enableSandbox();

  const databasePath = databasePathFrom(process.argv, process.cwd());
  let application: Application | null = null;
  const alone = claimSingleInstance(app, {
    databasePath,
    onSecondStart: (askedFor) => application?.comeForward(askedFor),
  });
  if (!alone) {
    app.quit();
    return;
  }

  protocol.registerSchemesAsPrivileged([privilegedScheme]);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents));

  const workerUrl = new URL('./knowledge-worker.js', import.meta.url);
  const database = new Database(databasePath, (readOnly) =>
    startKnowledgeClient({ path: databasePath, workerUrl, readOnly }),
  );
  Application.start({ folder, database, log, reportBug }).then((started) => {
    application = started;
  }, giveUp);
}

function giveUp(caught: unknown): void {
  const logged = log.write('The program could not start', caught);
  dialog.showErrorBox(
    'Abendbook could not start',
    [
      caught instanceof Error ? caught.message : String(caught),
      '',
      'Your knowledge base was not changed.',
      `Check that you may write to ${folder}; if that is so, install Abendbook again.`,
      ...(logged ? [`The details are in ${log.path}`] : []),
    ].join('\n'),
  );
  app.exit(1);
}
