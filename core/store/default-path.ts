import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that holds the app's database, settings and backups: `ABENDBOOK_HOME` where it is set,
 * otherwise the platform's place for application data. The app and the command line share it.
 */
export function dataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment['ABENDBOOK_HOME']) return environment['ABENDBOOK_HOME'];
  switch (platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Abendbook');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Abendbook');
    default:
      return join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'Abendbook');
  }
}

/** The app's own database. */
export function defaultDatabasePath(): string {
  return join(dataFolder(), 'knowledge.db');
}
