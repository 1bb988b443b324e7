import { app, clipboard, dialog, shell, type BrowserWindow } from 'electron';
import { unwrap } from '../../core/failure.ts';
import { migrations } from '../../migrations/index.ts';
import type { AppInfo } from '../../preload/api.ts';
import { allowedLink, shortened } from '../navigation.ts';
import { showFile } from '../show-file.ts';
import type { Handlers } from './register.ts';

/** Filled in by the build: the version of SQLite inside the better-sqlite3 that is shipped. */
declare const SQLITE_VERSION: string;

interface AppChannelsOptions {
  readonly databasePath: string;
  readonly logPath: string;
  readonly window: () => BrowserWindow | null;
}

type AppChannel = 'app:info' | 'app:copy-text' | 'app:show-database' | 'app:show-log' | 'app:open-link';

export function appChannels({ databasePath, logPath, window }: AppChannelsOptions): Handlers<AppChannel> {
  return {
    'app:info': () => appInfo(databasePath),
    'app:copy-text': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
    'app:show-database': async () => {
      await showFile(databasePath);
      return null;
    },
    'app:show-log': async () => {
      await showFile(logPath);
      return null;
    },
    'app:open-link': async ({ url }) => {
      const link = unwrap(allowedLink(url));
      const asking = window();
      if (asking !== null && (await confirmLink(asking, link))) await shell.openExternal(link.href);
      return null;
    },
  };
}

function appInfo(databasePath: string): AppInfo {
  const { electron, chrome, node } = process.versions;
  return {
    version: app.getVersion(),
    electron: electron ?? 'none',
    chromium: chrome ?? 'unknown',
    node,
    sqlite: SQLITE_VERSION,
    platform: process.platform,
    databasePath,
    latestSchema: migrations.at(-1)?.version ?? '',
    standInHost: electron === undefined || process.env['ABENDBOOK_HOST'] === '1',
  };
}

async function confirmLink(window: BrowserWindow, link: URL): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${link.host} in your browser?`,
    detail: shortened(link.href),
    buttons: ['Stay in Abendbook', `Open ${link.host}`],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
