// Plain JavaScript for Node 18 and later, without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** How long a package manager may take, in milliseconds. */
const INSTALL_TIME = 10 * 60_000;

/**
 * Chromium's executable, or null where there is none: `ABENDBOOK_CHROMIUM`, what is on the PATH, the usual places of
 * the platform, or what Playwright downloaded earlier.
 * @returns {string | null}
 */
export function findChromium() {
  const candidates = [
    process.env['ABENDBOOK_CHROMIUM'],
    ...onPath(),
    ...usualPlaces(),
    ...playwrightDownloads(),
  ];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}

/**
 * Finds Chromium, or installs it where `mayInstall` is true: Debian's package where the user may, Playwright's own
 * download elsewhere. A failure says in one sentence what to do.
 * @param {{ mayInstall: boolean, projectFolder?: string, node?: string, say?: (line: string) => void }} options
 * @returns {Promise<{ ok: true, path: string } | { ok: false, message: string }>}
 */
export async function ensureChromium({
  mayInstall,
  projectFolder = process.cwd(),
  node = process.execPath,
  say = console.log,
}) {
  const present = findChromium();
  if (present !== null) return { ok: true, path: present };
  if (!mayInstall)
    return {
      ok: false,
      message: 'No Chromium was found; install one, or set ABENDBOOK_CHROMIUM to its path.',
    };

  const apt = aptGet();
  if (apt !== null) {
    say("Installing Debian's Chromium with apt-get …");
    quietly([...apt, 'update', '-qq']);
    quietly([...apt, 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  }
  if (findChromium() === null) {
    say('Downloading Chromium with Playwright …');
    quietly([node, join(projectFolder, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium']);
  }
  const installed = findChromium();
  if (installed !== null) return { ok: true, path: installed };
  return {
    ok: false,
    message:
      'Chromium could not be installed, neither as a package nor by download; install one, or set ABENDBOOK_CHROMIUM to its path.',
  };
}

function onPath() {
  const extension = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + extension)));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ];
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map(
      (name) => process.env[name] ?? '',
    );
    return roots.flatMap((root) => [
      join(root, 'Chromium', 'Application', 'chrome.exe'),
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);
  }
  return NAMES.map((name) => join('/usr/bin', name));
}

/** Playwright keeps its browsers in folders such as `chromium-1210`, newest last. */
function playwrightDownloads() {
  const root = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? downloadFolder();
  let folders = [];
  try {
    folders = readdirSync(root).filter((name) => /^chromium-\d+$/.test(name));
  } catch {
    return [];
  }
  folders.sort((one, other) => Number(other.slice(9)) - Number(one.slice(9)));
  return folders.flatMap((folder) =>
    [
      ['chrome-linux64', 'chrome'],
      ['chrome-linux', 'chrome'],
      ['chrome-win64', 'chrome.exe'],
      ['chrome-win', 'chrome.exe'],
      ['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
      ['chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
      ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ].map((parts) => join(root, folder, ...parts)),
  );
}

function downloadFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright');
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ms-playwright');
}

/** How to call apt-get here without being asked for a password; null where that cannot be. */
function aptGet() {
  if (process.platform !== 'linux' || !quietly(['apt-get', '--version'])) return null;
  if (process.getuid?.() === 0) return ['apt-get'];
  return quietly(['sudo', '-n', 'true']) ? ['sudo', '-n', 'apt-get'] : null;
}

/** Runs a command out of sight, and returns whether it succeeded. */
function quietly([command, ...rest]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, rest, { stdio: 'ignore', env, timeout: INSTALL_TIME }).status === 0;
}
