// Plain JavaScript for Node 18 and later, without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export { ensureChromium, findChromium } from './chromium.mjs';

/**
 * Installs the packages of the project where they are missing or older than package-lock.json. Says so in one line;
 * where it fails, npm's own words follow and the process ends with exit code 1.
 * @param {string} projectFolder
 */
export async function ensurePackages(projectFolder) {
  if (packagesAreThere(projectFolder)) return;
  console.log('Installing packages (npm ci) …');
  const npm = npmCommand();
  const { status, stdout, stderr } = spawnSync(
    npm.command,
    [...npm.rest, 'ci', '--no-fund', '--no-audit', '--loglevel=error'],
    { cwd: projectFolder, encoding: 'utf8', shell: npm.shell, env: withoutNpmSettings() },
  );
  if (status === 0 && packagesAreThere(projectFolder)) return;
  console.error(`The packages could not be installed; run "npm ci" in ${projectFolder} to see it again.`);
  console.error([stdout, stderr].join('\n').trim());
  process.exit(1);
}

/**
 * Path of the Node.js that the project runs on, from the package `node`.
 * @param {string} projectFolder
 * @returns {string}
 */
export function nodeBinary(projectFolder) {
  return join(
    projectFolder,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
}

function packagesAreThere(projectFolder) {
  // npm writes this file last.
  const installed = join(projectFolder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(nodeBinary(projectFolder))) return false;
  return statSync(installed).mtimeMs >= statSync(join(projectFolder, 'package-lock.json')).mtimeMs;
}

/** The npm that started this script, or else the one on the PATH. */
function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) {
    return { command: process.execPath, rest: [script], shell: false };
  }
  return { command: 'npm', rest: [], shell: process.platform === 'win32' };
}

/** What `npm start` tells its scripts about itself would change how the inner npm runs. */
function withoutNpmSettings() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(loglevel|ignore_scripts)|lifecycle_)/i.test(name),
    ),
  );
}
