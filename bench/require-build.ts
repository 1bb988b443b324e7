import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIsStale } from '../scripts/build-age.mjs';

/** The project's folder, with the program built in it: made anew where the sources have changed since. Throws where that fails. */
export function requireBuild(): string {
  const project = join(import.meta.dirname, '..');
  if (!buildIsStale(project)) return project;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The program could not be built:\n${stdout}${stderr}`);
  return project;
}
