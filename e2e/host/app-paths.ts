import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { App } from 'electron';

export type PathName = Parameters<App['getPath']>[0];

/** The folders that `app.getPath` names. They follow each other as in Electron: moving `userData` moves its logs. */
export class AppPaths {
  readonly #chosen = new Map<string, string>();
  readonly #name: () => string;

  constructor(name: () => string) {
    this.#name = name;
  }

  set(name: PathName, path: string): void {
    if (!isAbsolute(path)) throw new Error(`Path must be absolute: ${path}`);
    this.#chosen.set(name, path);
  }

  get(name: PathName): string {
    return this.#chosen.get(name) ?? this.#usual(name);
  }

  #usual(name: PathName): string {
    switch (name) {
      case 'home':
        return homedir();
      case 'appData':
        return applicationData();
      case 'userData':
        return join(this.get('appData'), this.#name());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return join(this.get('userData'), 'logs');
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      case 'exe':
      case 'module':
        return process.execPath;
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
        return join(homedir(), name.charAt(0).toUpperCase() + name.slice(1));
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }
}

function applicationData(): string {
  switch (process.platform) {
    case 'win32':
      return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    default:
      return process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  }
}
