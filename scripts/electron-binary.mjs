import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long Electron's binary may take to come down, in milliseconds. */
const DOWNLOAD_TIME = 90_000;

/** After how long the user hears that there is a download, in milliseconds. Where there is no network it fails sooner. */
const SILENCE = 1_000;

/**
 * Electron's executable, downloaded where it is not there yet. Where that cannot be, `reason` says why in a few words.
 * @param {string} projectFolder
 * @param {(line: string) => void} say
 * @returns {Promise<{ ok: true, path: string } | { ok: false, reason: string }>}
 */
export async function ensureElectron(projectFolder, say) {
  const folder = join(projectFolder, 'node_modules', 'electron');
  const present = executableIn(folder);
  if (present !== null) return { ok: true, path: present };
  const announcement = setTimeout(() => say('Downloading Electron …'), SILENCE);
  const reason = await install(folder);
  clearTimeout(announcement);
  const installed = executableIn(folder);
  return installed === null
    ? { ok: false, reason: reason ?? 'its binary is not there' }
    : { ok: true, path: installed };
}

function executableIn(folder) {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Runs Electron's own installer out of sight. Resolves with why it failed, or with null. */
function install(folder) {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: DOWNLOAD_TIME,
    });
    child.stderr.on('data', (part) => {
      said += part;
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      if (signal !== null) resolve(`its download took longer than ${DOWNLOAD_TIME / 1000} seconds`);
      else resolve(code === 0 ? null : firstReason(said));
    });
  });
}

/** `TypeError: fetch failed` and what follows → `fetch failed`. */
function firstReason(output) {
  const line = output.split('\n').find((one) => one.trim() !== '') ?? '';
  return line.trim().replace(/^\w*Error: /, '') || 'its download failed';
}
