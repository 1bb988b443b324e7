import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long Electron's binary may take to come down, in milliseconds. */
const DOWNLOAD_TIME = 90_000;

/**
 * Electron's executable, downloaded where it is not there yet. Where that cannot be, `reason` says why in a few words.
 * @param {string} projectFolder
 * @returns {Promise<{ ok: true, path: string } | { ok: false, reason: string }>}
 */
export async function ensureElectron(projectFolder) {
  const folder = join(projectFolder, 'node_modules', 'electron');
  const present = executableIn(folder);
  if (present !== null) return { ok: true, path: present };
  const { status, signal, stderr } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    cwd: projectFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: DOWNLOAD_TIME,
  });
  const installed = executableIn(folder);
  if (status === 0 && installed !== null) return { ok: true, path: installed };
  if (signal !== null)
    return { ok: false, reason: `its download took longer than ${DOWNLOAD_TIME / 1000} seconds` };
  return { ok: false, reason: firstReason(stderr ?? '') };
}

function executableIn(folder) {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** `TypeError: fetch failed` and what follows → `fetch failed`. */
function firstReason(output) {
  const line = output.split('\n').find((one) => one.trim() !== '') ?? '';
  return line.trim().replace(/^\w*Error: /, '') || 'its download failed';
}
